// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transaction control, settings, and the statements that have no effect here. */
final class CommandParser {

  private final Tokens tokens;
  private final TransactionParser transactions;

  CommandParser(Tokens tokens) {
    this.tokens = tokens;
    this.transactions = new TransactionParser(tokens);
  }

  Statement parse() {
    Token first = tokens.current();
    return switch (first.text()) {
      case "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release" ->
          transactions.transaction();
      case "set" -> set();
      case "reset" -> reset();
      case "show" -> show();
      case "analyze", "analyse", "vacuum", "reindex" -> maintenance();
      case "grant", "revoke" -> new GrantParser(tokens).grant();
      case "discard" -> discard();
      case "do" -> block();
      case "lock" -> lock();
      default -> throw tokens.unexpected();
    };
  }

  private Statement set() {
    tokens.next();
    boolean local = tokens.accept("local");
    boolean session = !local && tokens.accept("session");
    if (tokens.accept("characteristics", "as", "transaction")) {
      Command.Transaction modes = (Command.Transaction) transactions.modes("SET_TRANSACTION");
      if (modes.readOnly() != null) {
        throw tokens.unsupported("SET SESSION CHARACTERISTICS with READ ONLY or READ WRITE");
      }
      String level = modes.isolation() == null ? "read committed" : modes.isolation();
      return new Command.Set("default_transaction_isolation", List.of(level), false);
    }
    if (!session && tokens.accept("transaction")) {
      return transactions.modes("SET_TRANSACTION");
    }
    if (tokens.accept("constraints")) {
      return constraints();
    }
    if (tokens.accept("time", "zone")) {
      if (tokens.is("interval")) {
        throw tokens.unsupported("SET TIME ZONE INTERVAL");
      }
      return new Command.Set("timezone", values(), local);
    }
    if (tokens.accept("names")) {
      return new Command.Set("client_encoding", values(), local);
    }
    if (tokens.accept("role") || tokens.accept("authorization")) {
      return new Command.SetRole(tokens.accept("default") ? "none" : value());
    }
    String name = settingName();
    if (!tokens.acceptOperator("=")) {
      tokens.expect("to");
    }
    return new Command.Set(name, values(), local);
  }

  private String settingName() {
    StringBuilder name = new StringBuilder(tokens.label());
    while (tokens.acceptSymbol(".")) {
      name.append('.').append(tokens.label());
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private List<String> values() {
    if (tokens.accept("default")) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    do {
      values.add(value());
    } while (tokens.acceptSymbol(","));
    return values;
  }

  private String value() {
    Token token = tokens.current();
    String sign = tokens.acceptOperator("-") ? "-" : "";
    token = sign.isEmpty() ? token : tokens.current();
    return switch (token.kind()) {
      case WORD, QUOTED, STRING, NUMBER -> sign + tokens.next().text();
      default -> throw tokens.unexpected();
    };
  }

  private Statement constraints() {
    List<QualifiedName> names = new ArrayList<>();
    if (!tokens.accept("all")) {
      do {
        names.add(tokens.qualifiedName());
      } while (tokens.acceptSymbol(","));
    }
    boolean deferred = tokens.accept("deferred");
    if (!deferred) {
      tokens.expect("immediate");
    }
    return new Command.Constraints(names, deferred);
  }

  private Statement reset() {
    tokens.next();
    if (tokens.accept("all")) {
      return new Command.Set("all", List.of(), false);
    }
    if (tokens.accept("role") || tokens.accept("session", "authorization")) {
      return new Command.SetRole("none");
    }
    return new Command.Set(
        tokens.accept("time", "zone") ? "timezone" : settingName(), List.of(), false);
  }

  private Statement show() {
    tokens.next();
    if (tokens.accept("time", "zone")) {
      return new Command.Show("timezone");
    }
    if (tokens.accept("transaction", "isolation", "level")) {
      return new Command.Show("transaction_isolation");
    }
    if (tokens.is("all")) {
      throw tokens.unsupported("SHOW ALL");
    }
    return new Command.Show(settingName());
  }

  private Statement maintenance() {
    String word = tokens.next().text();
    String tag = word.startsWith("analy") ? "ANALYZE" : word.toUpperCase(Locale.ROOT);
    skipOptions();
    List<QualifiedName> relations = new ArrayList<>();
    if (tag.equals("REINDEX")) {
      return reindex();
    }
    if (tokens.isName()) {
      do {
        relations.add(tokens.qualifiedName());
        if (tokens.isSymbol("(")) {
          tokens.nameList();
        }
      } while (tokens.acceptSymbol(","));
    }
    return new Command.Nothing(tag, relations);
  }

  private Statement reindex() {
    String what = tokens.next().text();
    if (!List.of("table", "index", "schema", "database", "system").contains(what)) {
      throw tokens.unexpected();
    }
    tokens.accept("concurrently");
    boolean relation = what.equals("table") || what.equals("index");
    if (!tokens.isName()) {
      return new Command.Nothing("REINDEX", List.of());
    }
    QualifiedName name = tokens.qualifiedName();
    if (!relation && !what.equals("schema")) {
      throw tokens.unsupported("REINDEX of a database by its name");
    }
    return relation
        ? new Command.Nothing("REINDEX", List.of(name))
        : new RoleDdl.Grant("REINDEX", "schema", List.of(), List.of(name), List.of());
  }

  private void skipOptions() {
    while (tokens.accept("full")
        || tokens.accept("freeze")
        || tokens.accept("verbose")
        || tokens.accept("analyze")) {}

    if (tokens.acceptSymbol("(")) {
      while (!tokens.acceptSymbol(")")) {
        if (tokens.next().kind() == Kind.END) {
          throw tokens.unexpected();
        }
      }
    }
  }

  private Statement block() {
    tokens.next();
    String language = language("plpgsql");
    String body = tokens.string();
    language = language(language);
    if (!language.equals("plpgsql")) {
      throw tokens.unsupported("DO in the language " + language);
    }
    return new Command.Do(BlockParser.parse(body));
  }

  private String language(String otherwise) {
    if (!tokens.accept("language")) {
      return otherwise;
    }
    return tokens.current().kind() == Kind.STRING ? tokens.string() : tokens.label();
  }

  private Statement discard() {
    tokens.next();
    @Nullable String what = tokens.next().text();
    if (what.startsWith("temp")) {
      return new Ddl.DiscardTemp();
    }
    return switch (what) {
      case "all", "sequences" -> new Command.Discard(what.equals("all"));
      case "plans" -> new Command.Nothing("DISCARD PLANS", List.of());
      default -> throw tokens.unsupported("DISCARD " + what.toUpperCase(Locale.ROOT));
    };
  }

  private Statement lock() {
    tokens.next();
    tokens.accept("table");
    tokens.accept("only");
    List<QualifiedName> relations = new ArrayList<>();
    do {
      relations.add(tokens.qualifiedName());
    } while (tokens.acceptSymbol(","));
    boolean nowait = false;
    while (!tokens.isSymbol(";") && tokens.current().kind() != Kind.END) {
      nowait = tokens.next().is("nowait");
    }
    return new Command.Lock(relations, nowait);
  }
}
