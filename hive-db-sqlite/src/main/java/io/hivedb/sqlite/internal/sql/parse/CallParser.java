// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of functions, and the functions with a syntax of their own. */
final class CallParser {

  private static final Set<String> WITHOUT_BRACKETS =
      Set.of(
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_user",
          "current_role",
          "session_user",
          "user",
          "current_catalog",
          "current_schema");

  private static final Set<String> FORMS = Set.of("nfc", "nfd", "nfkc", "nfkd");

  private static final Set<String> CHOICES = Set.of("coalesce", "greatest", "least", "nullif");

  private final Tokens tokens;
  private final Grammar grammar;
  private final WindowParser windows;

  CallParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.windows = new WindowParser(tokens, grammar);
  }

  /** A call with a grammar of its own, if one comes next. */
  @Nullable Expr special() {
    Token token = tokens.current();
    if (token.kind() != Kind.WORD) {
      return null;
    }
    int position = tokens.position();
    String word = token.text();
    boolean bracket = tokens.ahead(1).isSymbol("(");
    if (WITHOUT_BRACKETS.contains(word) && !(word.equals("current_schema") && bracket)) {
      return withoutBrackets(word, position);
    }
    if (!bracket) {
      return null;
    }
    if (CHOICES.contains(word)) {
      tokens.next();
      tokens.next();
      List<Expr> values = grammar.expressions().list();
      tokens.expectSymbol(")");
      return new Expr.Choice(word, values, position);
    }
    return switch (word) {
      case "extract" -> extract(position);
      case "substring" -> substring(position);
      case "position" -> positionOf(position);
      case "overlay" -> overlay(position);
      case "trim" -> trim(position);
      case "grouping" -> grouping(position);
      case "json_object",
          "json_array",
          "json_value",
          "json_query",
          "json_exists",
          "json_scalar",
          "json_objectagg",
          "json_arrayagg" ->
          new SqlJsonParser(tokens, grammar, windows).parse(word, position);
      case "normalize" -> normalize(position);
      case "merge_action" -> mergeAction(position);
      case "treat", "xmlelement", "json_table", "json_serialize" ->
          throw tokens.unsupported(word.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  private Expr normalize(int position) {
    open();
    List<Expr> arguments = new ArrayList<>(List.of(grammar.expressions().parse()));
    if (tokens.acceptSymbol(",")) {
      Token form = tokens.next();
      if (!FORMS.contains(form.text())) {
        throw tokens.unexpected(form);
      }
      arguments.add(new Expr.StringLiteral(form.text().toUpperCase(Locale.ROOT), position));
    }
    tokens.expectSymbol(")");
    return call("normalize", arguments, position);
  }

  private Expr withoutBrackets(String word, int position) {
    tokens.next();
    if (word.equals("current_time")) {
      throw tokens.unsupported("time with time zone");
    }
    Expr clock = call(word, List.of(), position);
    boolean precise = word.startsWith("current_time") || word.startsWith("local");
    return precise && tokens.acceptSymbol("(") ? precise(clock, word, position) : clock;
  }

  /** The time with some digits of its seconds. */
  private Expr precise(Expr clock, String word, int position) {
    Token digits = tokens.next();
    if (!digits.text().matches("[0-6]")) {
      throw tokens.unsupported(word + " with this precision");
    }
    tokens.expectSymbol(")");
    String type =
        switch (word) {
          case "current_timestamp" -> "timestamptz";
          case "localtime" -> "time";
          default -> "timestamp";
        };
    List<Integer> modifier = List.of(Integer.parseInt(digits.text()));
    return new Expr.Cast(clock, new TypeName(null, type, modifier, false, position), position);
  }

  private static Expr call(String name, List<Expr> arguments, int position) {
    return new Expr.Call(List.of(name), arguments, CallOptions.NONE, position);
  }

  private void open() {
    tokens.next();
    tokens.expectSymbol("(");
  }

  private Expr grouping(int position) {
    open();
    List<Expr> keys = grammar.expressions().list();
    tokens.expectSymbol(")");
    return call("grouping", keys, position);
  }

  private Expr mergeAction(int position) {
    open();
    tokens.expectSymbol(")");
    return call("merge_action", List.of(), position);
  }

  private Expr extract(int position) {
    open();
    int at = tokens.position();
    Token field = tokens.next();
    if (field.kind() != Kind.WORD && field.kind() != Kind.STRING && field.kind() != Kind.QUOTED) {
      throw tokens.unexpected(field);
    }
    tokens.expect("from");
    Expr source = grammar.expressions().parse();
    tokens.expectSymbol(")");
    return call("extract", List.of(new Expr.StringLiteral(field.text(), at), source), position);
  }

  private Expr substring(int position) {
    open();
    List<Expr> arguments = new ArrayList<>(List.of(grammar.expressions().parse()));
    if (tokens.acceptSymbol(",")) {
      arguments.addAll(grammar.expressions().list());
    } else {
      if (tokens.accept("similar")) {
        arguments.add(grammar.expressions().parse());
        tokens.expect("escape");
        arguments.add(grammar.expressions().parse());
        tokens.expectSymbol(")");
        return call("substring", arguments, position);
      }
      Expr count = tokens.accept("for") ? grammar.expressions().parse() : null;
      arguments.add(
          tokens.accept("from")
              ? grammar.expressions().parse()
              : new Expr.NumberLiteral("1", position));
      count = count == null && tokens.accept("for") ? grammar.expressions().parse() : count;
      if (count != null) {
        arguments.add(count);
      }
    }
    tokens.expectSymbol(")");
    return call("substring", arguments, position);
  }

  private Expr positionOf(int position) {
    open();
    Expr part = grammar.expressions().restricted();
    tokens.expect("in");
    Expr whole = grammar.expressions().restricted();
    tokens.expectSymbol(")");
    return call("position", List.of(whole, part), position);
  }

  private Expr overlay(int position) {
    open();
    List<Expr> arguments = new ArrayList<>(List.of(grammar.expressions().parse()));
    if (tokens.acceptSymbol(",")) {
      arguments.addAll(grammar.expressions().list());
    } else {
      tokens.expect("placing");
      arguments.add(grammar.expressions().parse());
      tokens.expect("from");
      arguments.add(grammar.expressions().parse());
      if (tokens.accept("for")) {
        arguments.add(grammar.expressions().parse());
      }
    }
    tokens.expectSymbol(")");
    return call("overlay", arguments, position);
  }

  private Expr trim(int position) {
    open();
    String name = "btrim";
    if (tokens.accept("leading")) {
      name = "ltrim";
    } else if (tokens.accept("trailing")) {
      name = "rtrim";
    } else {
      tokens.accept("both");
    }
    List<Expr> arguments = new ArrayList<>();
    if (!tokens.is("from")) {
      arguments.add(grammar.expressions().parse());
    }
    if (tokens.accept("from")) {
      arguments.add(0, grammar.expressions().parse());
    } else if (tokens.acceptSymbol(",")) {
      arguments.addAll(grammar.expressions().list());
    }
    tokens.expectSymbol(")");
    return call(name, arguments, position);
  }

  /** The brackets of a call and what may follow them. */
  Expr call(List<String> names, int position) {
    tokens.expectSymbol("(");
    List<Expr> arguments = new ArrayList<>();
    boolean star = tokens.acceptOperator("*");
    boolean distinct = false;
    boolean variadic = false;
    if (!star && !tokens.isSymbol(")") && !tokens.is("order")) {
      distinct = tokens.accept("distinct");
      if (!distinct) {
        tokens.accept("all");
      }
      do {
        variadic = tokens.accept("variadic");
        arguments.add(argument());
      } while (tokens.acceptSymbol(","));
    }
    List<OrderItem> order = tokens.is("order") ? windows.orderBy() : List.of();
    tokens.expectSymbol(")");
    CallOptions options = windows.options(star, distinct, order, variadic);
    return new Expr.Call(names, arguments, options, position);
  }

  private Expr argument() {
    Token name = tokens.current();
    Token arrow = tokens.ahead(1);
    boolean named = name.kind() == Kind.WORD || name.kind() == Kind.QUOTED;
    if (named && (arrow.isSymbol("=>") || arrow.isSymbol(":="))) {
      int position = tokens.position();
      tokens.next();
      tokens.next();
      return new Expr.Named(name.text(), grammar.expressions().parse(), position);
    }
    return grammar.expressions().parse();
  }
}
