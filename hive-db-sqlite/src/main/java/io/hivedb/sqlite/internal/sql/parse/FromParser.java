// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The FROM clause. */
final class FromParser {

  private final Tokens tokens;
  private final Grammar grammar;

  FromParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  List<FromItem> list() {
    List<FromItem> items = new ArrayList<>();
    do {
      items.add(joined());
    } while (tokens.acceptSymbol(","));
    return items;
  }

  private FromItem joined() {
    FromItem left = single();
    while (true) {
      FromItem longer = join(left);
      if (longer == null) {
        return left;
      }
      left = longer;
    }
  }

  private @Nullable FromItem join(FromItem left) {
    int position = tokens.position();
    boolean natural = tokens.accept("natural");
    String kind = kind();
    if (kind == null) {
      if (natural) {
        throw tokens.unexpected();
      }
      return null;
    }
    FromItem right = natural || kind.equals("cross") ? single() : joinedRight();
    if (natural || kind.equals("cross")) {
      return new FromItem.Join(kind, left, right, null, List.of(), null, natural, position);
    }
    if (tokens.accept("using")) {
      List<String> columns = tokens.nameList();
      String alias = tokens.accept("as") ? tokens.name() : null;
      return new FromItem.Join(kind, left, right, null, columns, alias, false, position);
    }
    tokens.expect("on");
    Expr on = grammar.expressions().parse();
    return new FromItem.Join(kind, left, right, on, List.of(), null, false, position);
  }

  /** {@code a JOIN b JOIN c ON x ON y} nests to the right. */
  private FromItem joinedRight() {
    FromItem right = single();
    while (!tokens.is("on") && !tokens.is("using")) {
      FromItem longer = join(right);
      if (longer == null) {
        throw tokens.unexpected();
      }
      right = longer;
    }
    return right;
  }

  private @Nullable String kind() {
    if (tokens.accept("join")) {
      return "inner";
    }
    for (String kind : List.of("inner", "cross", "left", "right", "full")) {
      if (tokens.accept(kind)) {
        tokens.accept("outer");
        tokens.expect("join");
        return kind;
      }
    }
    return null;
  }

  FromItem single() {
    int position = tokens.position();
    boolean lateral = tokens.accept("lateral");
    if (tokens.isSymbol("(")) {
      return bracket(lateral, position);
    }
    if (tokens.is("rows") && tokens.ahead(1).is("from")) {
      return rowsFrom(position);
    }
    if (tokens.is("json_table") && tokens.ahead(1).isSymbol("(")) {
      return new JsonTableParser(tokens, grammar, this).parse(lateral, position);
    }
    tokens.accept("only");
    int mark = tokens.mark();
    if (isCall()) {
      return function(position);
    }
    tokens.reset(mark);
    QualifiedName name = tokens.qualifiedName();
    tokens.acceptOperator("*");
    FromItem relation = new FromItem.Relation(name, alias());
    return tokens.is("tablesample") ? new SampleParser(tokens).of(relation, position) : relation;
  }

  private boolean isCall() {
    int i = 0;
    while (tokens.ahead(i + 1).isSymbol(".")) {
      i += 2;
    }
    return tokens.ahead(i + 1).isSymbol("(");
  }

  private FromItem function(int position) {
    Expr call = grammar.primaries().parse();
    boolean ordinality = tokens.accept("with", "ordinality");
    if (!ordinality && declaresColumns()) {
      return record(call, position);
    }
    FromItem.Alias alias = alias();
    return new FromItem.Function(call, ordinality, alias, List.of(), position);
  }

  private FromItem rowsFrom(int position) {
    tokens.next();
    tokens.next();
    tokens.expectSymbol("(");
    List<Expr> calls = new ArrayList<>();
    do {
      calls.add(grammar.primaries().parse());
      if (tokens.is("as")) {
        throw tokens.unsupported("a column definition list in ROWS FROM");
      }
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    boolean ordinality = tokens.accept("with", "ordinality");
    return new FromItem.RowsFrom(List.copyOf(calls), ordinality, alias(), position);
  }

  /** {@code AS name (column type ...)}, where the name may be missing. */
  private boolean declaresColumns() {
    int bracket = tokens.is("as") ? 1 : 0;
    if (!tokens.ahead(bracket).isSymbol("(")) {
      bracket++;
    }
    Token.Kind kind = tokens.ahead(bracket + 2).kind();
    return tokens.ahead(bracket).isSymbol("(")
        && (tokens.is("as") || bracket == 1)
        && (kind == Token.Kind.WORD || kind == Token.Kind.QUOTED);
  }

  private FromItem record(Expr call, int position) {
    tokens.accept("as");
    FromItem.Alias alias =
        tokens.isSymbol("(") ? null : new FromItem.Alias(tokens.name(), List.of());
    tokens.expectSymbol("(");
    List<FromItem.ColumnDeclaration> columns = new ArrayList<>();
    do {
      columns.add(new FromItem.ColumnDeclaration(tokens.name(), grammar.types().parse()));
    } while (tokens.acceptSymbol(","));
    tokens.expectSymbol(")");
    return new FromItem.Function(call, false, alias, columns, position);
  }

  private FromItem bracket(boolean lateral, int position) {
    boolean nested = tokens.ahead(1).isSymbol("(");
    if (grammar.queries().begins() && (!nested || grammar.queries().isQuery(1))) {
      tokens.expectSymbol("(");
      Select query = grammar.queries().parse();
      tokens.expectSymbol(")");
      return new FromItem.Derived(query, lateral, alias(), position);
    }
    tokens.expectSymbol("(");
    FromItem inner = joined();
    tokens.expectSymbol(")");
    if (alias() != null) {
      throw tokens.unsupported("an alias of a join");
    }
    return inner;
  }

  FromItem.@Nullable Alias alias() {
    boolean as = tokens.accept("as");
    if (!as && !tokens.isName()) {
      return null;
    }
    String name = tokens.name();
    if (!tokens.isSymbol("(")) {
      return new FromItem.Alias(name, List.of());
    }
    if (tokens.ahead(2).kind() == Token.Kind.WORD || tokens.ahead(2).kind() == Token.Kind.QUOTED) {
      throw tokens.unsupported("a column definition list");
    }
    return new FromItem.Alias(name, tokens.nameList());
  }
}
