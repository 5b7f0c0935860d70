"""What is published, checked against itself: rules, the facts they read, and the findings they make."""
