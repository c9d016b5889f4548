"""Method: where do the figures come from, who coded them, what is wrong or missing?"""
