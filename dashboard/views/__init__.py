"""The pages: they arrange components, and draw nothing themselves."""
