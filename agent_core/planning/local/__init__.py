"""The planner that needs no model: clauses, matching by the capabilities' own examples, arguments by type.

planner → clauses → match (catalogue, align) → fill (spans, references) → decide; answers reads replies to questions.
"""
