// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP of roles, which are also called users and groups. */
final class RoleParser {

  static final Set<String> KINDS = Set.of("role", "user", "group");

  private static final List<String> FLAGS =
      List.of(
          "superuser", "inherit", "createrole", "createdb", "login", "replication", "bypassrls");

  private final Tokens tokens;
  private final Map<String, Boolean> options = new LinkedHashMap<>();
  private final List<String> groups = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private @Nullable Integer connections;
  private boolean password;

  RoleParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    boolean user = tokens.next().is("user");
    String name = name();
    tokens.accept("with");
    options(true);
    if (user) {
      options.putIfAbsent("login", true);
    }
    int limit = connections == null ? -1 : connections;
    return new RoleDdl.CreateRole(name, Map.copyOf(options), limit, groups, members);
  }

  /** What follows ALTER ROLE. */
  Statement alter() {
    if (tokens.accept("all")) {
      throw tokens.unsupported("ALTER ROLE ALL");
    }
    String name = name();
    if (tokens.accept("rename", "to")) {
      return new RoleDdl.AlterRole(name, Map.of(), null, name(), false);
    }
    if (tokens.is("in") || tokens.is("set") || tokens.is("reset")) {
      settings();
      return new RoleDdl.AlterRole(name, Map.of(), null, null, true);
    }
    tokens.accept("with");
    options(false);
    return new RoleDdl.AlterRole(name, Map.copyOf(options), connections, null, false);
  }

  private void settings() {
    if (tokens.accept("in")) {
      tokens.expect("database");
      tokens.name();
    }
    if (tokens.current().kind() == Token.Kind.END) {
      throw tokens.unexpected();
    }
    new CommandParser(tokens).parse();
  }

  /** What follows DROP ROLE. */
  Statement drop() {
    boolean ifExists = tokens.accept("if", "exists");
    return new RoleDdl.DropRoles(names(), ifExists);
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (tokens.acceptSymbol(","));
    return names;
  }

  private String name() {
    Token token = tokens.current();
    boolean word = token.kind() == Token.Kind.WORD;
    if (word && Set.of("current_user", "current_role", "session_user").contains(token.text())) {
      throw tokens.unsupported(token.text().toUpperCase(Locale.ROOT) + " as a role here");
    }
    String name = tokens.label();
    if (name.equals("public") || name.equals("none")) {
      throw new PgException("42939", "role name \"" + name + "\" is reserved")
          .at(tokens.positionOf(token));
    }
    return name;
  }

  private void options(boolean created) {
    while (tokens.current().kind() == Token.Kind.WORD) {
      if (tokens.is("connection")) {
        limit();
      } else if (tokens.is("password") || tokens.is("encrypted")) {
        password();
      } else if (created && tokens.accept("in")) {
        if (!tokens.accept("role")) {
          tokens.expect("group");
        }
        groups.addAll(names());
      } else if (created && (tokens.accept("role") || tokens.accept("user"))) {
        members.addAll(names());
      } else {
        flag();
      }
    }
  }

  private void flag() {
    Token token = tokens.next();
    String word = token.text();
    boolean no = word.startsWith("no") && FLAGS.contains(word.substring(2));
    String name = no ? word.substring(2) : word;
    if (Set.of("valid", "sysid", "admin", "user", "role", "unencrypted").contains(name)) {
      throw tokens.unsupported(name.toUpperCase(Locale.ROOT) + " of a role");
    }
    if (!FLAGS.contains(name)) {
      throw new PgException("42601", "unrecognized role option \"" + word + "\"")
          .at(tokens.positionOf(token));
    }
    if (options.put(name, !no) != null) {
      throw redundant(token);
    }
  }

  private PgException redundant(Token token) {
    return new PgException("42601", "conflicting or redundant options")
        .at(tokens.positionOf(token));
  }

  private void limit() {
    Token token = tokens.next();
    tokens.expect("limit");
    boolean negative = tokens.acceptOperator("-");
    Token number = tokens.next();
    if (!number.text().matches("\\d{1,9}")) {
      throw tokens.unexpected(number);
    }
    if (connections != null) {
      throw redundant(token);
    }
    int limit = Integer.parseInt(number.text());
    connections = negative ? -limit : limit;
    if (connections < -1) {
      throw new PgException("22023", "invalid connection limit: " + connections);
    }
  }

  /** It is not kept, as nobody logs in. */
  private void password() {
    Token token = tokens.current();
    tokens.accept("encrypted");
    tokens.expect("password");
    if (password) {
      throw redundant(token);
    }
    password = true;
    if (tokens.accept("null")) {
      return;
    }
    String text = tokens.string();
    if (text.isEmpty() || text.startsWith("md5") || text.startsWith("SCRAM-")) {
      throw tokens.unsupported("a password that is empty or encrypted");
    }
  }
}
