"""Learn how a Latin-only OCR engine prints Vietnamese letters. Knows the first guesses; hides the counting.

usage: build_confusions.py CORPUS_DIR OUT.txt

Starts from what such engines do in general (tones dropped, a horn read as a letter, đ as D, P or B), mends the OCRed
texts of CORPUS_DIR (unlabelled) with it, counts which letters were printed as what, and does so again. The table has a
line a letter: the letter, then `printed cost` pairs, costs being -ln p.
"""
