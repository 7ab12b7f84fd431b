"""The forms of referrals as data, a small file for each. Ask for them through `rules.questions`."""
