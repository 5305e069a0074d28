// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CREATE TYPE ... AS ENUM, and ALTER TYPE ... ADD VALUE. */
final class EnumDefinitions {

  private final Definitions definitions;

  EnumDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  void create(Ddl.CreateEnum create) {
    String schema = definitions.schemaOf(create.name());
    String name = create.name().name();
    definitions.checkTypeIsFree(schema, name);
    if (Types.byName(name) != null) {
      throw PgException.unsupported("an enum with the name of a type");
    }
    Set<String> seen = new HashSet<>();
    for (String label : create.labels()) {
      if (label.length() > 63) {
        throw new PgException("42602", "invalid enum label \"" + label + "\"");
      }
      if (!seen.add(label)) {
        throw new PgException(
                "23505",
                "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"")
            .on("pg_catalog", "pg_enum", null, "pg_enum_typid_label_index");
      }
    }
    PgType type = Types.enumType(definitions.catalog().nextOid(), name, create.labels());
    definitions.become(
        definitions
            .catalog()
            .with(new EnumType(schema, type, List.copyOf(create.labels()), Set.of(), true)));
  }

  void add(Ddl.AddEnumValue add) {
    EnumType found =
        definitions
            .catalog()
            .findEnum(
                add.name().schema(), add.name().name(), definitions.resolver().context().path());
    if (found == null) {
      throw new PgException("42704", "type \"" + add.name() + "\" does not exist");
    }
    if (found.labels().contains(add.label())) {
      if (!add.ifNotExists()) {
        throw new PgException("42710", "enum label \"" + add.label() + "\" already exists");
      }
      definitions.skip("42710", "enum label \"" + add.label() + "\" already exists");
      return;
    }
    if (add.label().length() > 63) {
      throw new PgException("42602", "invalid enum label \"" + add.label() + "\"");
    }
    List<String> labels = labels(found, add);
    Set<String> fresh = new HashSet<>(found.fresh());
    if (!found.made()) {
      fresh.add(add.label());
    }
    PgType type = Types.enumType(found.type().oid(), found.type().name(), labels, fresh);
    definitions.become(definitions.catalog().replaced(found.as(type, labels, Set.copyOf(fresh))));
    refresh(type);
  }

  private static List<String> labels(EnumType found, Ddl.AddEnumValue add) {
    List<String> labels = new ArrayList<>(found.labels());
    String neighbour = add.neighbour();
    int index = neighbour == null ? labels.size() : labels.indexOf(neighbour);
    if (index < 0) {
      throw new PgException("22023", "\"" + neighbour + "\" is not an existing enum label");
    }
    labels.add(neighbour == null || add.before() ? index : index + 1, add.label());
    return List.copyOf(labels);
  }

  /** What SQLite keeps of expressions has the labels written out. */
  void refresh(PgType type) {
    List<String> path = definitions.resolver().context().path();
    Context context = new Context(definitions.catalog(), path, 0, List.of());
    Definitions afterwards = new Definitions(new Resolver(context), "");
    SqliteSchema schema = new SqliteSchema(afterwards);
    for (Table table : definitions.catalog().tables()) {
      boolean uses =
          table.columns().stream()
              .map(Column::type)
              .anyMatch(t -> t.equals(type) || type.equals(t.element()));
      if (!uses) {
        continue;
      }
      if (schema.table(table).contains("pg_enum")) {
        schema.redefine(table);
      }
      for (Relation.Index index : definitions.catalog().indexes(table.key())) {
        if (index.real() && schema.indexes().definition(index).contains("pg_enum")) {
          throw PgException.unsupported("ALTER TYPE ... ADD VALUE of an enum that an index orders");
        }
      }
    }
    definitions.runAll(afterwards);
  }
}
