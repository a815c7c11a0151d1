"""The example co-operation of `./run demo`: founded from the packaged charter, its story told by acts of its cast.

Everything here is invented and marked as an example; nobody has a name, only an office. What a co-operation would do
over an autumn is done as its people would do it, through the same acts, each at its own instant.
"""
