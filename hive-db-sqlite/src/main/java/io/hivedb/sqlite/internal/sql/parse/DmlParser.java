// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE. */
final class DmlParser {

  private final Tokens tokens;
  private final Grammar grammar;

  DmlParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  Dml insert(List<Select.Cte> with, boolean recursive) {
    tokens.expect("insert", "into");
    QualifiedName table = tokens.qualifiedName();
    String alias = tokens.accept("as") ? tokens.name() : null;
    List<Dml.ColumnName> columns = List.of();
    if (tokens.isSymbol("(") && !grammar.queries().begins()) {
      columns = columns();
    }
    String overriding = null;
    if (tokens.accept("overriding")) {
      overriding = tokens.next().text();
      tokens.expect("value");
    }
    Select source = null;
    if (!tokens.accept("default", "values")) {
      source = grammar.queries().parse();
    }
    Dml.OnConflict conflict = tokens.is("on") ? onConflict() : null;
    return new Dml.Insert(
        with, recursive, table, alias, columns, overriding, source, conflict, returning());
  }

  List<Dml.ColumnName> columns() {
    List<Dml.ColumnName> columns = new ArrayList<>();
    tokens.expectSymbol("(");
    do {
      columns.add(column());
      if (tokens.isSymbol("[")) {
        throw tokens.unsupported("assignment to a part of a column");
      }
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return columns;
  }

  private Dml.ColumnName column() {
    int position = tokens.position();
    Dml.ColumnName column = new Dml.ColumnName(tokens.name(), position);
    if (tokens.isSymbol(".")) {
      throw tokens.unsupported("assignment to a part of a column");
    }
    return column;
  }

  private List<Expr> subscripts() {
    List<Expr> subscripts = new ArrayList<>();
    while (tokens.acceptSymbol("[")) {
      if (tokens.isSymbol(":")) {
        throw tokens.unsupported("assignment to a slice of a column");
      }
      subscripts.add(grammar.expressions().parse());
      if (!tokens.isSymbol("]")) {
        throw tokens.unsupported("assignment to a slice of a column");
      }
      tokens.expectSymbol("]");
    }
    if (tokens.isSymbol(".")) {
      throw tokens.unsupported("assignment to a part of a column");
    }
    return subscripts;
  }

  private Dml.OnConflict onConflict() {
    int position = tokens.position();
    tokens.expect("on", "conflict");
    List<Expr> target = List.of();
    Expr targetWhere = null;
    String constraint = null;
    if (tokens.acceptSymbol("(")) {
      target = grammar.expressions().list();
      tokens.expectSymbol(")");
      targetWhere = tokens.accept("where") ? grammar.expressions().parse() : null;
    } else if (tokens.accept("on", "constraint")) {
      constraint = tokens.name();
    }
    tokens.expect("do");
    if (tokens.accept("nothing")) {
      return new Dml.OnConflict(target, targetWhere, constraint, false, List.of(), null, position);
    }
    tokens.expect("update", "set");
    List<Dml.Assignment> assignments = assignments();
    Expr where = tokens.accept("where") ? grammar.expressions().parse() : null;
    return new Dml.OnConflict(target, targetWhere, constraint, true, assignments, where, position);
  }

  List<Dml.Assignment> assignments() {
    List<Dml.Assignment> assignments = new ArrayList<>();
    do {
      List<Dml.ColumnName> columns = tokens.isSymbol("(") ? columns() : List.of(column());
      List<Expr> subscripts = subscripts();
      if (!tokens.acceptOperator("=")) {
        throw tokens.unexpected();
      }
      Expr value = grammar.expressions().parse();
      int position = columns.get(0).position();
      assignments.add(
          new Dml.Assignment(
              columns,
              subscripts.isEmpty() ? value : new Expr.Replaced(subscripts, value, position)));
    } while (tokens.acceptSymbol(","));
    return assignments;
  }

  Dml update(List<Select.Cte> with, boolean recursive) {
    tokens.expect("update");
    tokens.accept("only");
    QualifiedName table = tokens.qualifiedName();
    String alias = alias();
    tokens.expect("set");
    List<Dml.Assignment> assignments = assignments();
    List<FromItem> from = tokens.accept("from") ? grammar.queries().from().list() : List.of();
    return new Dml.Update(with, recursive, table, alias, assignments, from, where(), returning());
  }

  Dml delete(List<Select.Cte> with, boolean recursive) {
    tokens.expect("delete", "from");
    tokens.accept("only");
    QualifiedName table = tokens.qualifiedName();
    String alias = alias();
    List<FromItem> using = tokens.accept("using") ? grammar.queries().from().list() : List.of();
    return new Dml.Delete(with, recursive, table, alias, using, where(), returning());
  }

  @Nullable String alias() {
    if (tokens.accept("as")) {
      return tokens.name();
    }
    return tokens.isName() && !tokens.is("set") ? tokens.name() : null;
  }

  private @Nullable Expr where() {
    if (!tokens.accept("where")) {
      return null;
    }
    if (tokens.are("current", "of")) {
      throw tokens.unsupported("WHERE CURRENT OF");
    }
    return grammar.expressions().parse();
  }

  List<Select.Item> returning() {
    if (!tokens.accept("returning")) {
      return List.of();
    }
    boolean named = tokens.is("with") && tokens.ahead(1).isSymbol("(");
    ReturningNames names = new ReturningNames(tokens);
    if (named) {
      names.parse();
    }
    List<Select.Item> items = grammar.queries().items();
    return named ? names.in(items) : items;
  }
}
