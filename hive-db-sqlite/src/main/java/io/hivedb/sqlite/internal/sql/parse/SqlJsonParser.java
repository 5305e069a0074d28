// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.JsonColumn.Otherwise;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions of SQL/JSON, which have a grammar of their own. */
final class SqlJsonParser {

  private final Tokens tokens;
  private final Grammar grammar;
  private final WindowParser windows;

  SqlJsonParser(Tokens tokens, Grammar grammar, WindowParser windows) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.windows = windows;
  }

  Expr parse(String name, int position) {
    tokens.next();
    tokens.expectSymbol("(");
    return switch (name) {
      case "json_object" -> object(position);
      case "json_array" -> array(position);
      case "json_scalar" -> {
        Expr value = grammar.expressions().parse();
        end();
        yield new Expr.JsonConstructor(name, List.of(value), false, position);
      }
      case "json_objectagg", "json_arrayagg" -> aggregate(name, position);
      default -> query(name, position);
    };
  }

  private void end() {
    if (tokens.is("returning") || tokens.is("format") || tokens.is("with")) {
      throw tokens.unsupported("this option of a function of SQL/JSON");
    }
    tokens.expectSymbol(")");
  }

  private Expr object(int position) {
    List<Expr> values = new ArrayList<>();
    if (!tokens.isSymbol(")") && !tokens.is("returning")) {
      do {
        values.add(grammar.expressions().parse());
        if (values.size() == 1 && (tokens.isSymbol(")") || tokens.isSymbol(","))) {
          return plain(values, position);
        }
        separator();
        values.add(grammar.expressions().parse());
      } while (tokens.acceptSymbol(","));
    }
    boolean absent = absent(false);
    end();
    return new Expr.JsonConstructor("json_object", values, absent, position);
  }

  /** The function of arrays, which has the same name. */
  private Expr plain(List<Expr> values, int position) {
    if (tokens.acceptSymbol(",")) {
      values.addAll(grammar.expressions().list());
    }
    tokens.expectSymbol(")");
    return new Expr.Call(List.of("json_object"), values, CallOptions.NONE, position);
  }

  private void separator() {
    if (!tokens.acceptSymbol(":") && !tokens.accept("value")) {
      throw tokens.unexpected();
    }
  }

  private boolean absent(boolean otherwise) {
    if (tokens.accept("null", "on", "null")) {
      return false;
    }
    return tokens.accept("absent", "on", "null") || otherwise;
  }

  private Expr array(int position) {
    if (grammar.queries().begins()) {
      throw tokens.unsupported("JSON_ARRAY of a query");
    }
    List<Expr> values =
        tokens.isSymbol(")") || tokens.is("returning") ? List.of() : grammar.expressions().list();
    boolean absent = absent(true);
    end();
    return new Expr.JsonConstructor("json_array", values, absent, position);
  }

  private Expr aggregate(String name, int position) {
    boolean object = name.equals("json_objectagg");
    List<Expr> arguments = new ArrayList<>(List.of(grammar.expressions().parse()));
    if (object) {
      separator();
      arguments.add(grammar.expressions().parse());
    }
    List<OrderItem> order = !object && tokens.is("order") ? windows.orderBy() : List.of();
    boolean absent = absent(!object);
    if (object && absent) {
      throw tokens.unsupported("JSON_OBJECTAGG with ABSENT ON NULL");
    }
    end();
    CallOptions options = windows.options(false, false, order, false);
    if (!object && !absent) {
      // The mark of NULL ON NULL.
      arguments.set(0, new Expr.Named("nulls", arguments.get(0), position));
    }
    return new Expr.Call(List.of("pg_catalog", name), arguments, options, position);
  }

  private Expr query(String name, int position) {
    Expr context = grammar.expressions().parse();
    if (tokens.is("format")) {
      throw tokens.unsupported("FORMAT JSON");
    }
    tokens.expectSymbol(",");
    String path = tokens.string();
    List<Expr.Named> passing = passing();
    TypeName type = tokens.accept("returning") ? grammar.types().parse() : null;
    String kind = name.substring("json_".length());
    JsonColumn wanted = behaviour("", type, kind, path);
    tokens.expectSymbol(")");
    return new Expr.JsonQuery(name, context, wanted, passing, position);
  }

  List<Expr.Named> passing() {
    List<Expr.Named> passing = new ArrayList<>();
    if (tokens.accept("passing")) {
      do {
        int position = tokens.position();
        Expr value = grammar.expressions().parse();
        tokens.expect("as");
        passing.add(new Expr.Named(tokens.label(), value, position));
      } while (tokens.acceptSymbol(","));
    }
    return passing;
  }

  /** What may follow a path or type: the wrapper, and what to do without a value. */
  JsonColumn behaviour(String name, @Nullable TypeName type, String kind, @Nullable String path) {
    String wrapper = "none";
    // A column with a wrapper is what JSON_QUERY gives, of whatever type.
    boolean wraps = tokens.is("without") || tokens.is("with");
    String result = wraps && kind.equals("value") && !name.isEmpty() ? "query" : kind;
    if (tokens.accept("without")) {
      tokens.accept("array");
      tokens.expect("wrapper");
    } else if (tokens.accept("with")) {
      wrapper = tokens.accept("conditional") ? "conditional" : "unconditional";
      tokens.accept("unconditional");
      tokens.accept("array");
      tokens.expect("wrapper");
    }
    if (tokens.is("keep") || tokens.is("omit")) {
      throw tokens.unsupported("QUOTES of SQL/JSON");
    }
    Otherwise onEmpty = Otherwise.UNSET;
    Otherwise onError = Otherwise.UNSET;
    Otherwise first = otherwise();
    while (first != null) {
      tokens.expect("on");
      if (tokens.accept("empty")) {
        onEmpty = first;
      } else {
        tokens.expect("error");
        onError = first;
      }
      first = otherwise();
    }
    return new JsonColumn(name, type, result, path, wrapper, onEmpty, onError);
  }

  private @Nullable Otherwise otherwise() {
    for (String kind : List.of("error", "null", "true", "false", "unknown")) {
      if (tokens.accept(kind)) {
        return new Otherwise(kind, null);
      }
    }
    if (tokens.is("empty")) {
      throw tokens.unsupported("EMPTY ON of SQL/JSON");
    }
    if (!tokens.accept("default")) {
      return null;
    }
    boolean negative = tokens.acceptOperator("-");
    Token literal = tokens.next();
    if (literal.kind() != Kind.STRING && literal.kind() != Kind.NUMBER && !literal.is("null")) {
      throw tokens.unsupported("a DEFAULT of SQL/JSON that is no literal");
    }
    String text = (negative ? "-" : "") + literal.text();
    boolean none = literal.kind() == Kind.WORD;
    return none ? new Otherwise("null", null) : new Otherwise("default", text);
  }

  /** IS JSON, after the words. */
  static Expr isJson(Tokens tokens, Expr operand, boolean negated, int position) {
    String kind = "value";
    for (String one : List.of("value", "object", "array", "scalar")) {
      if (tokens.accept(one)) {
        kind = one.toLowerCase(Locale.ROOT);
        break;
      }
    }
    if (tokens.is("with") || tokens.is("without")) {
      throw tokens.unsupported("UNIQUE KEYS");
    }
    return new Expr.IsJson(operand, kind, negated, position);
  }
}
