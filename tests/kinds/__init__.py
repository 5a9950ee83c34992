"""Cases whose typed changes are known: mutations of real texts, compounds, and pairs made by hand.

They were written from the definitions of the change kinds alone, without a look at the detectors.
"""
