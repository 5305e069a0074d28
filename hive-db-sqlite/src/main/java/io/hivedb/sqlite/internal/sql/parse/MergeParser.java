// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** MERGE. */
final class MergeParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final DmlParser dml;

  MergeParser(Tokens tokens, Grammar grammar, DmlParser dml) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.dml = dml;
  }

  Dml merge(List<Select.Cte> with, boolean recursive) {
    tokens.expect("merge", "into");
    tokens.accept("only");
    QualifiedName table = tokens.qualifiedName();
    String alias = tokens.is("using") ? null : dml.alias();
    tokens.expect("using");
    FromItem source = grammar.queries().from().single();
    tokens.expect("on");
    Expr on = grammar.expressions().parse();
    List<Dml.When> whens = new ArrayList<>();
    do {
      whens.add(when());
    } while (tokens.is("when"));
    return new Dml.Merge(with, recursive, table, alias, source, on, whens, dml.returning());
  }

  private Dml.When when() {
    int position = tokens.position();
    tokens.expect("when");
    Dml.Match match = match();
    Expr condition = tokens.accept("and") ? grammar.expressions().parse() : null;
    tokens.expect("then");
    if (tokens.accept("do", "nothing")) {
      return when(match, condition, "nothing", List.of(), position);
    }
    if (match == Dml.Match.SOURCE) {
      return insert(condition, position);
    }
    if (tokens.accept("delete")) {
      return when(match, condition, "delete", List.of(), position);
    }
    tokens.expect("update", "set");
    return when(match, condition, "update", dml.assignments(), position);
  }

  private Dml.Match match() {
    boolean not = tokens.accept("not");
    tokens.expect("matched");
    if (!not) {
      return Dml.Match.BOTH;
    }
    if (tokens.accept("by")) {
      if (tokens.accept("source")) {
        return Dml.Match.TARGET;
      }
      tokens.expect("target");
    }
    return Dml.Match.SOURCE;
  }

  private static Dml.When when(
      Dml.Match match,
      @Nullable Expr condition,
      String action,
      List<Dml.Assignment> assignments,
      int position) {
    return new Dml.When(match, condition, action, assignments, List.of(), List.of(), position);
  }

  private Dml.When insert(@Nullable Expr condition, int position) {
    tokens.expect("insert");
    List<Dml.ColumnName> columns = tokens.isSymbol("(") ? dml.columns() : List.of();
    if (tokens.is("overriding")) {
      throw tokens.unsupported("MERGE with OVERRIDING");
    }
    List<Expr> values = List.of();
    if (!tokens.accept("default", "values")) {
      tokens.expect("values");
      tokens.expectSymbol("(");
      values = grammar.expressions().list();
      tokens.expectSymbol(")");
    }
    return new Dml.When(
        Dml.Match.SOURCE, condition, "insert", List.of(), columns, values, position);
  }
}
