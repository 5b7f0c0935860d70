"""How a field is answered: functions from all parents of a level to one answer for each, in order.

Every resolver takes the engine, the parents and the field's arguments and returns a list as long as the parents.
So a query costs as many steps as it has object fields, not as many as it has objects. Resolvers return domain
values and know nothing of GraphQL, HTTP or storage.
"""
