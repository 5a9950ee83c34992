"""Reports: what a comparison, a timeline or a change report says is worded once, and put into many formats.

What is said: `dossier` (a comparison), `timeline` (families and rounds), `period` (what changed since a revision), all
made of `view`, and of `wording` with the words in `data`. How it is shown: `html` with `charts`, `word`, `sheets`,
`markdown` and `terminal`, which compute nothing. `formats` names the files that there are, `renderers` what goes to
standard output.
"""
