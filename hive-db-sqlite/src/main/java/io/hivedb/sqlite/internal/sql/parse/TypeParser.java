// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of types. */
final class TypeParser {

  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("int", "int4"),
          Map.entry("integer", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("smallint", "int2"),
          Map.entry("real", "float4"),
          Map.entry("dec", "numeric"),
          Map.entry("decimal", "numeric"),
          Map.entry("numeric", "numeric"),
          Map.entry("boolean", "bool"));

  private static final Set<String> OF_THE_GRAMMAR =
      Set.of(
          "double",
          "float",
          "character",
          "char",
          "nchar",
          "varchar",
          "bit",
          "timestamp",
          "time",
          "interval");

  private static final Set<String> FIELDS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private final Tokens tokens;

  TypeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  TypeName parse() {
    int position = tokens.position();
    if (tokens.is("setof")) {
      throw tokens.unsupported("SETOF");
    }
    TypeName type = base(position);
    boolean array = type.array();
    while (tokens.acceptSymbol("[")) {
      if (tokens.current().kind() == Kind.NUMBER) {
        tokens.next();
      }
      tokens.expectSymbol("]");
      array = true;
    }
    if (tokens.accept("array")) {
      if (tokens.acceptSymbol("[")) {
        tokens.integer();
        tokens.expectSymbol("]");
      }
      array = true;
    }
    return new TypeName(type.schema(), type.name(), type.modifiers(), array, position);
  }

  private TypeName base(int position) {
    Token first = tokens.current();
    if (first.kind() == Kind.QUOTED) {
      return generic(position);
    }
    if (first.kind() != Kind.WORD || Keywords.isReserved(first.text())) {
      throw tokens.unexpected();
    }
    String word = first.text();
    TypeName special = special(word, position);
    if (special != null) {
      return special;
    }
    String spelling = SPELLINGS.get(word);
    if (spelling != null && !tokens.ahead(1).isSymbol(".")) {
      tokens.next();
      return named(spelling, modifiers(), position);
    }
    return generic(position);
  }

  private @Nullable TypeName special(String word, int position) {
    switch (word) {
      case "double" -> {
        tokens.next();
        tokens.expect("precision");
        return named("float8", List.of(), position);
      }
      case "float" -> {
        tokens.next();
        List<Integer> bits = modifiers();
        return named(
            !bits.isEmpty() && bits.get(0) <= 24 ? "float4" : "float8", List.of(), position);
      }
      case "character", "char", "nchar" -> {
        tokens.next();
        return character(position);
      }
      case "varchar" -> {
        tokens.next();
        return named("varchar", modifiers(), position);
      }
      case "bit" -> {
        tokens.next();
        return tokens.accept("varying")
            ? named("varbit", modifiers(), position)
            : named("bit", orOne(modifiers()), position);
      }
      case "timestamp", "time" -> {
        tokens.next();
        return clock(word, position);
      }
      case "interval" -> {
        tokens.next();
        return interval(position);
      }
      default -> {
        return null;
      }
    }
  }

  private TypeName character(int position) {
    if (tokens.accept("varying")) {
      return named("varchar", modifiers(), position);
    }
    return named("bpchar", orOne(modifiers()), position);
  }

  private static List<Integer> orOne(List<Integer> modifiers) {
    return modifiers.isEmpty() ? List.of(1) : modifiers;
  }

  private TypeName clock(String word, int position) {
    List<Integer> precision = modifiers();
    boolean zone = tokens.accept("with", "time", "zone");
    if (!zone) {
      tokens.accept("without", "time", "zone");
    }
    return named(zone ? word + "tz" : word, precision, position);
  }

  private TypeName interval(int position) {
    if (tokens.current().kind() == Kind.WORD && FIELDS.contains(tokens.current().text())) {
      throw tokens.unsupported("interval with fields");
    }
    return named("interval", modifiers(), position);
  }

  private TypeName generic(int position) {
    QualifiedName name = tokens.qualifiedName();
    String schema = name.schema();
    if ("pg_catalog".equals(schema)) {
      schema = null;
    }
    return new TypeName(schema, name.name(), modifiers(), false, position);
  }

  private static TypeName named(String name, List<Integer> modifiers, int position) {
    return new TypeName(null, name, modifiers, false, position);
  }

  private List<Integer> modifiers() {
    List<Integer> modifiers = new ArrayList<>();
    if (tokens.acceptSymbol("(")) {
      do {
        modifiers.add(Math.toIntExact(tokens.integer()));
      } while (tokens.acceptSymbol(","));
      tokens.expectSymbol(")");
    }
    return List.copyOf(modifiers);
  }

  /** Reads {@code type 'literal'} if that is what comes next. */
  Expr.@Nullable Cast literal() {
    Token first = tokens.current();
    boolean typeWord = first.kind() == Kind.QUOTED || first.kind() == Kind.WORD;
    if (!typeWord || (Keywords.isReserved(first.text()) && first.kind() == Kind.WORD)) {
      return null;
    }
    int mark = tokens.mark();
    TypeName type = tryType();
    if (type == null || tokens.current().kind() != Kind.STRING) {
      tokens.reset(mark);
      return null;
    }
    boolean bare = !tokens.ahead(-1).isSymbol(")");
    if (bare && (type.name().equals("bit") || type.name().equals("bpchar"))) {
      // Only before a literal does the type mean any length.
      type = named(type.name(), List.of(), type.position());
    }
    int position = tokens.position();
    String text = tokens.string();
    if (type.name().equals("interval") && type.modifiers().isEmpty()) {
      text = IntervalFields.read(tokens, text);
    }
    return new Expr.Cast(new Expr.StringLiteral(text, position), type, position);
  }

  /** Whether a word is a type's name that the grammar has a rule for. */
  static boolean isOfGrammar(Token word) {
    return word.kind() == Kind.WORD
        && (SPELLINGS.containsKey(word.text())
            || OF_THE_GRAMMAR.contains(word.text())
            || word.text().equals("json"));
  }

  /** Whether {@code (3) 'text'} comes next but one, which no call of a function goes on with. */
  private boolean isLengthBeforeString() {
    int at = 1;
    boolean more = tokens.ahead(at).isSymbol("(");
    while (more && tokens.ahead(at + 1).kind() == Kind.NUMBER) {
      at += 2;
      more = tokens.ahead(at).isSymbol(",");
    }
    return at > 1 && tokens.ahead(at).isSymbol(")") && tokens.ahead(at + 1).kind() == Kind.STRING;
  }

  private @Nullable TypeName tryType() {
    Token first = tokens.current();
    Token second = tokens.ahead(1);
    boolean grammar = isOfGrammar(first) && !first.is("json");
    boolean string = second.kind() == Kind.STRING || isLengthBeforeString();
    if (!string && !(grammar && !second.isSymbol("."))) {
      return null;
    }
    try {
      return parse();
    } catch (PgException e) {
      // Not a type at all: it is read again as something else, which reports its own errors.
      return null;
    }
  }
}
