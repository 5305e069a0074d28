// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.parse.Rewriting;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ALTER TYPE ... RENAME TO, SET SCHEMA and RENAME VALUE of enums. */
final class TypeChanges {

  private final Definitions definitions;

  TypeChanges(Definitions definitions) {
    this.definitions = definitions;
  }

  private EnumType find(QualifiedName name) {
    List<String> path = definitions.resolver().context().path();
    EnumType found = definitions.catalog().findEnum(name.schema(), name.name(), path);
    if (found == null) {
      if (definitions.catalog().findDomain(name.schema(), name.name(), path) != null) {
        throw PgException.unsupported("this form of ALTER TYPE");
      }
      throw new PgException("42704", "type \"" + name + "\" does not exist");
    }
    return found;
  }

  void rename(Ddl.Rename rename) {
    EnumType found = find(rename.name());
    String schema = rename.schema() == null ? found.schema() : rename.schema();
    if (!definitions.catalog().schemas().contains(schema)) {
      throw new PgException("3F000", "schema \"" + schema + "\" does not exist");
    }
    String before = found.type().name();
    String name = rename.to() == null ? before : rename.to();
    if (schema.equals(found.schema()) && rename.schema() != null) {
      return;
    }
    definitions.checkTypeIsFree(schema, name);
    if (Types.byName(name) != null) {
      throw PgException.unsupported("an enum with the name of a type");
    }
    if (isKept("name=" + before + ",")) {
      throw PgException.unsupported("RENAME of a type that a view or an expression names");
    }
    PgType type = Types.enumType(found.type().oid(), name, found.labels(), found.fresh());
    String key = Names.key(found.schema(), before);
    definitions.become(
        definitions
            .catalog()
            .withoutEnum(key)
            .replaced(new EnumType(schema, type, found.labels(), found.fresh(), found.made())));
  }

  /** Whether what the catalogue keeps of expressions, defaults aside, has a text in it. */
  private boolean isKept(String text) {
    StringBuilder all = new StringBuilder();
    for (Relation relation : definitions.catalog().relations()) {
      if (relation instanceof Table table) {
        table.columns().forEach(c -> all.append(c.generated()).append(c.defaultValue()));
        table.constraints().forEach(c -> all.append(c.check()));
        all.append(table.materialized());
      } else if (relation instanceof Relation.View view) {
        all.append(view.query());
      } else if (relation instanceof Relation.Index index) {
        all.append(index.keys()).append(index.where());
      }
    }
    definitions.catalog().domains().forEach(d -> all.append(d.checks()).append(d.defaultValue()));
    return all.indexOf(text) >= 0;
  }

  void rename(Ddl.RenameEnumValue rename) {
    EnumType found = find(rename.name());
    if (!found.labels().contains(rename.from())) {
      throw new PgException("22023", "\"" + rename.from() + "\" is not an existing enum label");
    }
    if (found.labels().contains(rename.to())) {
      throw new PgException("42710", "enum label \"" + rename.to() + "\" already exists");
    }
    if (rename.to().length() > 63) {
      throw new PgException("42602", "invalid enum label \"" + rename.to() + "\"");
    }
    List<String> labels = new ArrayList<>(found.labels());
    labels.replaceAll(label -> label.equals(rename.from()) ? rename.to() : label);
    PgType type = Types.enumType(found.type().oid(), found.type().name(), labels, found.fresh());
    for (Table table : definitions.catalog().tables()) {
      relabel(table, found.type(), rename);
    }
    if (isKept("value=" + rename.from() + ",")) {
      throw PgException.unsupported("RENAME VALUE of a label that a view or an expression has");
    }
    definitions.become(
        definitions.catalog().replaced(found.as(type, List.copyOf(labels), found.fresh())));
    new EnumDefinitions(definitions).refresh(type);
  }

  /** SQLite keeps the labels themselves. */
  private void relabel(Table table, PgType type, Ddl.RenameEnumValue rename) {
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      if (type.equals(column.type().element())) {
        throw PgException.unsupported("RENAME VALUE of an enum that an array has");
      }
      if (!column.type().equals(type)) {
        columns.add(column);
        continue;
      }
      refuseKeys(table, column);
      columns.add(column.withDefault(relabelled(column.defaultValue(), rename)));
      String name = Names.column(column.name());
      definitions.run(
          "UPDATE "
              + table.sqlite()
              + " SET "
              + name
              + " = "
              + Names.literal(rename.to())
              + " WHERE "
              + name
              + " = "
              + Names.literal(rename.from()));
    }
    definitions.become(definitions.catalog().with(table.withColumns(columns)));
  }

  private void refuseKeys(Table table, Column column) {
    for (Table other : definitions.catalog().tables()) {
      for (Constraint c : other.constraints()) {
        boolean child = other.key().equals(table.key()) && c.columns().contains(column.name());
        boolean parent =
            table.key().equals(c.referenced()) && c.referencedColumns().contains(column.name());
        boolean foreign = (child || parent) && c.kind() == Constraint.Kind.FOREIGN;
        if (foreign || (child && c.check() != null)) {
          throw PgException.unsupported(
              "RENAME VALUE of an enum that a foreign key or a check is about");
        }
      }
    }
    boolean generated =
        table.columns().stream()
            .anyMatch(
                c -> c.generated() != null && SqliteSchema.mentions(c.generated(), column.name()));
    if (generated) {
      throw PgException.unsupported("RENAME VALUE of an enum that a generated column is made of");
    }
  }

  private static @Nullable Expr relabelled(@Nullable Expr value, Ddl.RenameEnumValue rename) {
    if (value == null) {
      return null;
    }
    return Rewriting.of(
        value,
        part ->
            part instanceof Expr.StringLiteral text && text.value().equals(rename.from())
                ? new Expr.StringLiteral(rename.to(), text.position())
                : null);
  }
}
