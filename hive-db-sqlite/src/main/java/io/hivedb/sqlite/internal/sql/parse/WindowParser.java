// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ORDER BY, and what may follow the brackets of a call: WITHIN GROUP, FILTER, OVER. */
final class WindowParser {

  private final Tokens tokens;
  private final Grammar grammar;

  WindowParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
  }

  CallOptions options(boolean star, boolean distinct, List<OrderItem> order, boolean variadic) {
    List<OrderItem> keys = order;
    boolean withinGroup = tokens.accept("within", "group");
    if (withinGroup) {
      tokens.expectSymbol("(");
      keys = orderBy();
      tokens.expectSymbol(")");
    }
    Expr filter = null;
    if (tokens.is("filter") && tokens.ahead(1).isSymbol("(")) {
      tokens.next();
      tokens.next();
      tokens.expect("where");
      filter = grammar.expressions().parse();
      tokens.expectSymbol(")");
    }
    Window over = tokens.accept("over") ? over() : null;
    return new CallOptions(star, distinct, keys, withinGroup, filter, over, variadic);
  }

  private Window over() {
    if (tokens.isSymbol("(")) {
      return definition();
    }
    return new Window(tokens.name(), List.of(), List.of(), null);
  }

  /** A window in brackets. */
  Window definition() {
    tokens.expectSymbol("(");
    boolean keyword =
        tokens.is("partition") || tokens.is("rows") || tokens.is("range") || tokens.is("groups");
    String name = tokens.isName() && !keyword ? tokens.name() : null;
    List<Expr> partition =
        tokens.accept("partition", "by") ? grammar.expressions().list() : List.of();
    List<OrderItem> order = tokens.is("order") ? orderBy() : List.of();
    Window.Frame frame = frame();
    tokens.expectSymbol(")");
    return new Window(name, partition, order, frame);
  }

  private Window.@Nullable Frame frame() {
    if (!tokens.is("rows") && !tokens.is("range") && !tokens.is("groups")) {
      return null;
    }
    String mode = tokens.next().text();
    Window.Bound start;
    Window.Bound end = null;
    if (tokens.accept("between")) {
      start = bound();
      tokens.expect("and");
      end = bound();
    } else {
      start = bound();
    }
    return new Window.Frame(mode, start, end, exclusion());
  }

  private String exclusion() {
    if (!tokens.accept("exclude")) {
      return "";
    }
    String first = tokens.next().text();
    if (first.equals("current") || first.equals("no")) {
      first += " " + tokens.next().text();
    }
    return "EXCLUDE " + first.toUpperCase(Locale.ROOT);
  }

  private Window.Bound bound() {
    if (tokens.accept("current", "row")) {
      return new Window.Bound("CURRENT ROW", null);
    }
    Expr offset = tokens.accept("unbounded") ? null : grammar.expressions().restricted();
    boolean preceding = tokens.accept("preceding");
    if (!preceding) {
      tokens.expect("following");
    }
    String direction = preceding ? "PRECEDING" : "FOLLOWING";
    return new Window.Bound(offset == null ? "UNBOUNDED " + direction : direction, offset);
  }

  /** ORDER BY and its keys. */
  List<OrderItem> orderBy() {
    tokens.expect("order", "by");
    List<OrderItem> keys = new ArrayList<>();
    do {
      keys.add(key());
    } while (tokens.acceptSymbol(","));
    return keys;
  }

  private OrderItem key() {
    Expr key = grammar.expressions().parse();
    boolean descending = tokens.accept("desc");
    if (!descending && !tokens.accept("asc") && tokens.is("using")) {
      throw tokens.unsupported("ORDER BY ... USING");
    }
    Boolean nullsFirst = null;
    if (tokens.accept("nulls")) {
      nullsFirst = tokens.accept("first");
      if (!nullsFirst) {
        tokens.expect("last");
      }
    }
    return new OrderItem(key, descending, nullsFirst);
  }
}
