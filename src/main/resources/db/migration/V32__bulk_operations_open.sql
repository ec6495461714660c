-- A run asks for its connector's operations that are not in the books.
-- state: written (maybe handed over: the answer was not seen), started, told (its outcomes were read), ended.
create index bulk_operation_connector on bulk_operation (connector, state);
