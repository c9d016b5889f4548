"""A claim of the article as page and edition show it: data here, its HTML in one template."""
