// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Constraint;
import io.hivedb.sqlite.internal.sql.catalog.EnumType;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** ALTER COLUMN ... TYPE. */
final class ColumnTypes {

  private final Definitions definitions;
  private final SqliteSchema schema;

  ColumnTypes(Definitions definitions, SqliteSchema schema) {
    this.definitions = definitions;
    this.schema = schema;
  }

  void change(Table table, AlterAction.SetType change) {
    Column column = Alterations.require(table, change.column());
    Context context = definitions.resolver().context();
    PgType type = context.type(change.type());
    int typmod = context.typmod(change.type(), type);
    ColumnChanges.refuseViews(definitions, table, column.name());
    boolean widened = change.using() == null && isWider(column.type(), type);
    if (!widened) {
      refuseKeys(table, column.name());
    }
    if (column.generated() != null) {
      throw PgException.unsupported("ALTER COLUMN ... TYPE of a generated column");
    }
    for (Column other : table.columns()) {
      if (other.generated() != null && SqliteSchema.mentions(other.generated(), column.name())) {
        throw new PgException("0A000", "cannot alter type of a column used by a generated column")
            .detail(
                "Column \""
                    + column.name()
                    + "\" is used by generated column \""
                    + other.name()
                    + "\".");
      }
    }
    if (type.category() != column.type().category()) {
      refuseLiterals(table, column);
    }
    String value = converted(table, column, change, type, typmod);
    definitions.resolver().context().constants().planned(value);
    checkDefault(column, type);
    Column changed =
        column.typed(type, typmod).withDefault(defaultOfEnum(column, type, change.type()));
    RetypedChecks conditions = new RetypedChecks(definitions);
    Table after = conditions.of(table, table.with(changed), column.name());
    new RetypedIndexes(definitions, schema).check(column.type(), after, changed);
    List<Relation.Index> rebuilt =
        definitions.catalog().indexes(table.key()).stream().filter(Relation.Index::real).toList();
    rebuilt.forEach(index -> definitions.run("DROP INDEX " + index.sqlite()));
    definitions.become(definitions.catalog().with(after));
    conditions.ofIndexes(table, after, column.name());
    after.constraints().stream()
        .filter(c -> c.check() != null && SqliteSchema.mentions(c.check(), column.name()))
        .forEach(c -> schema.checked(after, Objects.requireNonNull(c.check())));
    schema.redefine(after);
    if (!widened) {
      definitions.run(
          "UPDATE " + table.sqlite() + " SET " + Names.column(column.name()) + " = " + value);
    }
    schema.indexes().createAll(after);
    new Modifications(definitions.resolver()).defaultValue(changed);
    retypeIdentity(changed);
  }

  /** The sequence of an identity has the type of its column; that of a serial keeps its own. */
  private void retypeIdentity(Column changed) {
    boolean identity = !changed.identity().isEmpty() && changed.sequence() != null;
    if (identity
        && definitions.catalog().relation(Objects.requireNonNull(changed.sequence()))
            instanceof Relation.Sequence sequence) {
      new SequenceDefinitions(definitions)
          .change(sequence, Ddl.SequenceOptions.ofType(changed.type().name()));
    }
  }

  /** The default of an enum's column stays one of the enum, which so cannot be dropped. */
  private @Nullable Expr defaultOfEnum(Column column, PgType type, TypeName name) {
    EnumType old = definitions.catalog().enumOf(column.type());
    Expr value = column.defaultValue();
    if (old == null || value == null || column.type().equals(type)) {
      return value;
    }
    TypeName from = new TypeName(old.schema(), old.type().name(), List.of(), false, 0);
    return new Expr.Cast(new Expr.Cast(value, from, 0), name, 0);
  }

  /** Whether all numbers of a type are numbers of another, stored alike. */
  private static boolean isWider(PgType from, PgType to) {
    return (from.equals(Types.INT2) && (to.equals(Types.INT4) || to.equals(Types.INT8)))
        || (from.equals(Types.INT4) && to.equals(Types.INT8));
  }

  /** PostgreSQL makes the foreign keys anew; here a change of the values would set them off. */
  private void refuseKeys(Table table, String column) {
    for (Table other : definitions.catalog().tables()) {
      for (Constraint foreign : other.constraints()) {
        boolean refers =
            table.key().equals(foreign.referenced())
                && foreign.referencedColumns().contains(column);
        if (refers) {
          throw PgException.unsupported(
              "ALTER COLUMN ... TYPE of a column that a foreign key refers to");
        }
      }
    }
  }

  /** A default is of the old type: USING does not say how to convert it. */
  private static void checkDefault(Column column, PgType type) {
    boolean kept = column.defaultValue() != null || column.sequence() != null;
    if (kept && !CastLevel.of(column.type(), type).allows(CastLevel.ASSIGNMENT)) {
      throw new PgException(
          "42804",
          "default for column \""
              + column.name()
              + "\" cannot be cast automatically to type "
              + type);
    }
  }

  /** What is kept of {@code c > '1'} would mean a text of the new type, and not of the old one. */
  private void refuseLiterals(Table table, Column column) {
    List<Object> expressions = new ArrayList<>();
    table.constraints().forEach(c -> expressions.add(String.valueOf(c.check())));
    for (Relation.Index index : definitions.catalog().indexes(table.key())) {
      index.keys().forEach(key -> expressions.add(key.toString()));
      expressions.add(String.valueOf(index.where()));
    }
    for (Object expression : expressions) {
      String text = expression.toString();
      if (SqliteSchema.mentions(text, column.name()) && text.contains("StringLiteral")) {
        throw PgException.unsupported(
            "ALTER COLUMN ... TYPE of a column that a check or an index has with a text");
      }
    }
  }

  private String converted(
      Table table, Column column, AlterAction.SetType change, PgType type, int typmod) {
    if (change.using() != null) {
      Typed value = schema.expression(table, change.using(), "transform expression");
      return definitions.resolver().casts().assign(value, type, typmod, column.name()).sql();
    }
    Typed value = Typed.of(Names.column(column.name()), column.type(), column.typmod(), 0);
    if (!CastLevel.of(column.type(), type).allows(CastLevel.ASSIGNMENT)) {
      throw new PgException(
              "42804",
              "column \"" + column.name() + "\" cannot be cast automatically to type " + type)
          .hint("You might need to specify \"USING " + column.name() + "::" + type + "\".");
    }
    return definitions.resolver().casts().assign(value, type, typmod, column.name()).sql();
  }
}
