"""People as drawings: a head, features, hair, clothes and light put together from a look."""
