"""A larger network for the server: the first layers of multilingual-e5-small under the heads of the small one.

Training only: what ships is a directory that the same engine reads. Needs torch.
"""
