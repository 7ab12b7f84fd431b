"""What in a case contradicts itself: each rule asks a question, with its reason and source. Nothing is ever changed by a rule.

A rule is a pure function from the facts to a question or None, in the file of its subject. The answer to a question is kept with the
referral under the rule's code and the fingerprint of the facts that it was about: the same question about the same facts is answered once.
"""

from bridgework.rules.contradictions.all import BY_CODE, FIELDS, RULES, find_contradictions
from bridgework.rules.contradictions.shapes import CaseFacts, Contradiction, PastTreatment, Rule

__all__ = ["BY_CODE", "FIELDS", "RULES", "CaseFacts", "Contradiction", "PastTreatment", "Rule", "find_contradictions"]
