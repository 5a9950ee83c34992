"""Say, with evidence, how policy measures change between documents.

The Python API is in `policydiff.workflows`; the data it returns is in `policydiff.model`.
"""
