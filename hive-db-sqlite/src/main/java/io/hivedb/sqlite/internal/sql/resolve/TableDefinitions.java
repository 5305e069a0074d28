// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CREATE TABLE. */
final class TableDefinitions {

  private static final Map<String, PgType> SERIALS =
      Map.of(
          "serial",
          Types.INT4,
          "serial4",
          Types.INT4,
          "bigserial",
          Types.INT8,
          "serial8",
          Types.INT8,
          "smallserial",
          Types.INT2,
          "serial2",
          Types.INT2);

  private final Definitions definitions;
  private final SqliteSchema schema;

  TableDefinitions(Definitions definitions) {
    this.definitions = definitions;
    this.schema = new SqliteSchema(definitions);
  }

  void create(Ddl.CreateTable create) {
    if (create.temporary()) {
      throw PgException.unsupported("CREATE TEMPORARY TABLE");
    }
    String schemaName = definitions.schemaOf(create.name());
    String name = create.name().name();
    if (!definitions.isFree(schemaName, name, create.ifNotExists())) {
      return;
    }
    if (create.source() != null) {
      createAs(create, schemaName);
      return;
    }
    Table table =
        new Table(schemaName, name, definitions.catalog().nextOid(), List.of(), List.of(), false);
    definitions.become(definitions.catalog().with(table));
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Ddl.ColumnDefinition column : create.columns()) {
      if (!seen.add(column.name())) {
        throw new PgException("42701", "column \"" + column.name() + "\" specified more than once")
            .at(column.position());
      }
      columns.add(column(table, column));
    }
    table = table.withColumns(columns);
    definitions.become(definitions.catalog().with(table));
    List<Ddl.TableConstraint> all = new ArrayList<>();
    create.columns().forEach(column -> all.addAll(column.constraints()));
    all.addAll(create.constraints());
    table = constraints(table, all, create.columns());
    checkDefaults(table);
    definitions.run(schema.table(table));
    schema.createIndexes(table);
  }

  /** Resolves defaults once, so that a wrong one fails now. */
  private void checkDefaults(Table table) {
    Modifications modifications = new Modifications(definitions.resolver());
    for (Column column : table.columns()) {
      if (column.defaultValue() != null) {
        modifications.defaultValue(column);
      }
    }
  }

  /** The catalogue's column of a definition, with its sequence. */
  Column column(Table table, Ddl.ColumnDefinition definition) {
    PgType serial =
        definition.type().schema() == null ? SERIALS.get(definition.type().name()) : null;
    Context context = definitions.resolver().context();
    PgType type = serial != null ? serial : context.type(definition.type());
    int typmod = serial != null ? -1 : context.typmod(definition.type(), type);
    if (Types.isOfCatalog(type)) {
      throw PgException.unsupported("a column of type " + type).at(definition.position());
    }
    boolean primary = definition.constraints().stream().anyMatch(c -> c.kind().equals("primary"));
    String identity =
        definition.identity() == null ? "" : definition.identity().always() ? "always" : "default";
    if (!identity.isEmpty() && type.category() != 'N') {
      throw new PgException("22023", "identity column type must be smallint, integer, or bigint");
    }
    String sequence = null;
    if (serial != null || definition.identity() != null) {
      Ddl.SequenceOptions options =
          definition.identity() == null
              ? Ddl.SequenceOptions.NONE
              : definition.identity().options();
      String base = table.name() + "_" + definition.name() + "_seq";
      String name = SequenceDefinitions.freeName(definitions, table.schema(), base);
      sequence =
          new SequenceDefinitions(definitions)
              .add(table.schema(), name, options, type, table.key(), definition.name());
    }
    boolean notNull = definition.notNull() || primary || serial != null;
    if (definition.defaultValue() instanceof Expr.ColumnRef ref) {
      throw new PgException("0A000", "cannot use column reference in DEFAULT expression")
          .at(ref.position());
    }
    return new Column(
        definition.name(),
        type,
        typmod,
        notNull,
        definition.defaultValue(),
        definition.generated(),
        identity,
        sequence);
  }

  /** Adds constraints to a table and their indexes to the catalogue. */
  Table constraints(
      Table table, List<Ddl.TableConstraint> all, List<Ddl.ColumnDefinition> columns) {
    Table result = table;
    for (Ddl.TableConstraint constraint : all) {
      result = constraint(result, constraint);
      definitions.become(definitions.catalog().with(result));
    }
    for (Ddl.ColumnDefinition column : columns) {
      if (column.generated() != null) {
        schema.expression(result, column.generated(), "column generation expression");
      }
    }
    return result;
  }

  Table constraint(Table table, Ddl.TableConstraint definition) {
    for (String column : definition.columns()) {
      if (table.column(column) == null) {
        String what =
            definition.kind().equals("foreign")
                ? " referenced in foreign key constraint does not exist"
                : " named in key does not exist";
        throw new PgException("42703", "column \"" + column + "\"" + what)
            .at(definition.position());
      }
    }
    return switch (definition.kind()) {
      case "primary", "unique" -> key(table, definition);
      case "check" -> check(table, definition);
      default ->
          new ForeignKeys(definitions).add(table, definition, freeName(table, definition, "fkey"));
    };
  }

  private Table key(Table table, Ddl.TableConstraint definition) {
    boolean primary = definition.kind().equals("primary");
    if (primary && table.primaryKey() != null) {
      throw new PgException(
              "42P16", "multiple primary keys for table \"" + table.name() + "\" are not allowed")
          .at(definition.position());
    }
    if (definition.nullsNotDistinct()) {
      throw PgException.unsupported("NULLS NOT DISTINCT").at(definition.position());
    }
    String base =
        primary
            ? table.name() + "_pkey"
            : table.name() + "_" + String.join("_", definition.columns()) + "_key";
    String name =
        definition.name() != null
            ? definition.name()
            : SequenceDefinitions.freeName(definitions, table.schema(), base);
    definitions.isFree(table.schema(), name, false);
    Constraint.Kind kind = primary ? Constraint.Kind.PRIMARY : Constraint.Kind.UNIQUE;
    Constraint constraint =
        new Constraint(name, kind, definition.columns(), null, null, List.of(), "");
    Table result = with(table, constraint);
    if (primary) {
      for (String column : definition.columns()) {
        result = result.with(java.util.Objects.requireNonNull(result.column(column)).notNull(true));
      }
    }
    Relation.Index index =
        new Relation.Index(
            table.schema(),
            name,
            definitions.catalog().nextOid(),
            table.key(),
            true,
            "btree",
            List.of(),
            definition.columns(),
            null,
            true,
            List.of(),
            List.of());
    definitions.become(definitions.catalog().with(index));
    return result;
  }

  static Table with(Table table, Constraint constraint) {
    if (table.constraint(constraint.name()) != null) {
      throw new PgException(
          "42710",
          "constraint \""
              + constraint.name()
              + "\" for relation \""
              + table.name()
              + "\" already exists");
    }
    List<Constraint> all = new ArrayList<>(table.constraints());
    all.add(constraint);
    return table.withConstraints(all);
  }

  private Table check(Table table, Ddl.TableConstraint definition) {
    Expr condition = java.util.Objects.requireNonNull(definition.check());
    schema.condition(table, condition);
    List<String> mentioned =
        table.columns().stream()
            .map(Column::name)
            .filter(c -> SqliteSchema.mentions(condition, c))
            .toList();
    String name =
        definition.name() != null
            ? definition.name()
            : freeName(table, mentioned.size() == 1 ? mentioned : List.of(), "check");
    return with(
        table,
        new Constraint(name, Constraint.Kind.CHECK, mentioned, condition, null, List.of(), ""));
  }

  private static String freeName(Table table, Ddl.TableConstraint definition, String suffix) {
    return definition.name() != null
        ? definition.name()
        : freeName(table, definition.columns(), suffix);
  }

  private static String freeName(Table table, List<String> columns, String suffix) {
    String middle = columns.isEmpty() ? "" : String.join("_", columns) + "_";
    String base = table.name() + "_" + middle + suffix;
    String name = base;
    int number = 0;
    while (table.constraint(name) != null) {
      name = base + ++number;
    }
    return name;
  }

  private void createAs(Ddl.CreateTable create, String schemaName) {
    Query query =
        definitions
            .resolver()
            .queries()
            .resolve(java.util.Objects.requireNonNull(create.source()), null);
    List<Column> columns = new ArrayList<>();
    StringBuilder names = new StringBuilder();
    for (Scope.Item item : query.items("", create.sourceColumns())) {
      columns.add(Column.of(item.name(), item.type(), item.typmod()));
      names.append(names.isEmpty() ? "" : ", ").append(Names.column(item.name()));
    }
    int oid = definitions.catalog().nextOid();
    Table table = new Table(schemaName, create.name().name(), oid, columns, List.of(), false);
    definitions.become(definitions.catalog().with(table));
    definitions.run(schema.table(table));
    if (create.withData()) {
      definitions.run("INSERT INTO " + table.sqlite() + " (" + names + ") " + query.render());
    }
  }
}
