// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.routine;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Comments;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Block;
import io.hivedb.sqlite.internal.sql.parse.TypeName;
import io.hivedb.sqlite.internal.sql.resolve.RoutineTypes;
import io.hivedb.sqlite.internal.sql.resolve.Variables;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DECLARE. */
final class Declarations {

  private final Host host;
  private final Evaluation evaluation;

  Declarations(Host host, Evaluation evaluation) {
    this.host = host;
    this.evaluation = evaluation;
  }

  void declare(List<Block.Declaration> declarations, Frame frame) {
    for (Block.Declaration declaration : declarations) {
      TypeName type = declaration.type();
      if (type == null && declaration.like().size() >= 1 && isAlias(declaration)) {
        frame.alias(declaration.name(), frame.target(declaration.like()).variable());
        continue;
      }
      declare(declaration, type, frame);
    }
  }

  private static boolean isAlias(Block.Declaration declaration) {
    return declaration.constant() && declaration.value() == null && !declaration.row();
  }

  private void declare(Block.Declaration declaration, @Nullable TypeName type, Frame frame) {
    Variable variable = variable(declaration, type, frame);
    Value initial =
        declaration.value() == null ? null : evaluation.value(declaration.value(), frame);
    frame.add(variable);
    if (variable instanceof Variable.Scalar scalar) {
      if (initial == null && declaration.notNull()) {
        throw new PgException(
            "22004",
            "variable \""
                + declaration.name()
                + "\" must have a default value, since it's declared"
                + " NOT NULL");
      }
      if (initial != null) {
        scalar.set(initial, host);
      }
    } else if (initial != null && initial.stored() != null) {
      throw PgException.unsupported("a default of a row variable");
    }
  }

  private Variable variable(Block.Declaration declaration, @Nullable TypeName type, Frame frame) {
    String name = declaration.name();
    if (type == null) {
      return like(declaration, frame);
    }
    if (type.name().equals("record") && type.schema() == null && !type.array()) {
      return new Variable.Row(name);
    }
    Relation row = host.catalog().find(type.schema(), type.name(), host.path());
    if (row != null
        && !type.array()
        && !Comments.columns(row).isEmpty()
        && host.catalog().builtIn(type.name()) == null) {
      return new Variable.Row(name, fields(row));
    }
    RoutineTypes.Sized sized = RoutineTypes.of(host.catalog(), host.path(), type);
    return new Variable.Scalar(
        name, sized.type(), sized.typmod(), declaration.constant(), declaration.notNull());
  }

  /** What has the type of a column, of a row or of a variable. */
  private Variable like(Block.Declaration declaration, Frame frame) {
    List<String> like = declaration.like();
    String name = declaration.name();
    if (declaration.row()) {
      return new Variable.Row(name, fields(relation(like, like.size())));
    }
    if (like.size() == 1) {
      Variable other = frame.find(like.get(0));
      if (other instanceof Variable.Scalar scalar) {
        Variables.Item item = scalar.item();
        return new Variable.Scalar(
            name, item.type(), item.typmod(), declaration.constant(), declaration.notNull());
      }
      throw new PgException("42601", "variable \"" + like.get(0) + "\" does not exist");
    }
    Relation relation = relation(like, like.size() - 1);
    String wanted = like.get(like.size() - 1);
    for (Column column : Comments.columns(relation)) {
      if (column.name().equals(wanted)) {
        return new Variable.Scalar(
            name, column.type(), column.typmod(), declaration.constant(), declaration.notNull());
      }
    }
    throw new PgException(
        "42703",
        "column \"" + wanted + "\" of relation \"" + relation.name() + "\" does not exist");
  }

  private Relation relation(List<String> names, int count) {
    String name = names.get(count - 1);
    String schema = count > 1 ? names.get(count - 2) : null;
    Relation found = host.catalog().find(schema, name, host.path());
    if (found == null) {
      throw new PgException(
          "42P01", "relation \"" + String.join(".", names.subList(0, count)) + "\" does not exist");
    }
    return found;
  }

  static List<Variables.Item> fields(Relation relation) {
    List<Variables.Item> fields = new ArrayList<>();
    for (Column column : Comments.columns(relation)) {
      fields.add(new Variables.Item(column.name(), column.type(), column.typmod()));
    }
    return fields;
  }

  /** SQLSTATE and SQLERRM, as a handler sees them. */
  Frame ofError(PgException error, Frame outer) {
    Frame frame = new Frame(outer, "");
    text("sqlstate", error.sqlState(), frame);
    text("sqlerrm", error.text(), frame);
    return frame;
  }

  private void text(String name, String value, Frame frame) {
    Variable.Scalar variable = new Variable.Scalar(name, Types.TEXT, -1, false, false);
    variable.set(Value.of(value), host);
    frame.add(variable);
  }
}
