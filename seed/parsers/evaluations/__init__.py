"""Forms, rubrics and reports by which spending is planned and judged: targets, self-evaluations, evaluations."""
