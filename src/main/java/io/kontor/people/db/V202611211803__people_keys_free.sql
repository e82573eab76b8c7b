-- What an import called a person is free again when the import is taken back.
grant delete on people.external_id to kontor_office;
