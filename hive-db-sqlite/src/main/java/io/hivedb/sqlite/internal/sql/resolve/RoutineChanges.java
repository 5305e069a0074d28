// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Routine;
import io.hivedb.sqlite.internal.sql.catalog.Routines;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** ALTER FUNCTION and PROCEDURE. */
final class RoutineChanges {

  private final Definitions definitions;

  RoutineChanges(Definitions definitions) {
    this.definitions = definitions;
  }

  void change(Ddl.AlterRoutine alter) {
    Routine found =
        Objects.requireNonNull(
            new RoutineSearch(definitions).find(alter.kind(), alter.name(), false));
    if (alter.change() != null) {
      replace(found, with(found, found.definition(), alter.change()));
      return;
    }
    String schema = alter.newSchema() == null ? found.schema() : alter.newSchema();
    String name = alter.newName() == null ? found.name() : alter.newName();
    if (!definitions.catalog().schemas().contains(schema)) {
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist");
    }
    move(found, schema, name);
  }

  private static Routine with(
      Routine found, RoutineDefinition definition, Ddl.RoutineChange change) {
    Map<String, String> properties = new HashMap<>(definition.properties().values());
    change
        .properties()
        .forEach(
            (name, value) -> {
              if (value == null) {
                properties.remove(name);
              } else {
                properties.put(name, value);
              }
            });
    String volatility = change.volatility();
    Boolean strict = change.strict();
    return found.with(
        definition.with(
            strict == null ? definition.strict() : strict,
            volatility == null ? definition.volatility() : volatility,
            new RoutineDefinition.Properties(Map.copyOf(properties))));
  }

  private void move(Routine found, String schema, String name) {
    Routine moved =
        new Routine(
            schema,
            name,
            found.oid(),
            found.arguments(),
            found.outputs(),
            found.result(),
            found.definition().named(new QualifiedName(schema, name, 0)));
    if (moved.key().equals(found.key()) && schema.equals(found.schema())) {
      return;
    }
    if (definitions.catalog().routines().of(moved.key()) != null) {
      throw new PgException(
          "42723",
          "function " + moved.signature() + " already exists in schema \"" + schema + "\"");
    }
    refuseUsed(found);
    RoutineDefinitions.refuseSystemName(name);
    replace(found, moved);
  }

  /** What uses a function names it, where PostgreSQL knows it by its OID. */
  private void refuseUsed(Routine routine) {
    Catalog catalog = definitions.catalog();
    RoutineUsers users = new RoutineUsers(definitions, routine);
    boolean used =
        catalog.relations().stream().anyMatch(relation -> users.calls(relation.toString()))
            || catalog.domains().stream().anyMatch(domain -> users.calls(domain.toString()))
            || catalog.routines().triggers().stream()
                .anyMatch(t -> t.function() == routine.oid() || users.calls(t.toString()));
    if (used) {
      throw PgException.unsupported("another name or schema of a function that something uses");
    }
  }

  private void replace(Routine old, Routine changed) {
    Routines all = definitions.catalog().routines().without(old).with(changed);
    definitions.become(definitions.catalog().with(all, changed.oid()));
  }
}
