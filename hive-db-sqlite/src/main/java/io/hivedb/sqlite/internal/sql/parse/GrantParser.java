// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: there is one role, which may do everything. */
final class GrantParser {

  private final Tokens tokens;

  GrantParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement grant() {
    String tag = tokens.next().text().toUpperCase(Locale.ROOT);
    boolean options = false;
    for (String option : List.of("grant", "admin", "inherit", "set")) {
      options |= tokens.accept(option, "option", "for");
    }
    List<String> privileges = privileges();
    if (!tokens.accept("on")) {
      expectTarget(tag);
      List<String> members = roles();
      options |= tokens.is("with");
      rest();
      return new RoleDdl.Membership(tag, privileges, members, options);
    }
    boolean target = tokens.ahead(1).is("to") || tokens.ahead(1).is("from");
    boolean routine = tokens.is("function") || tokens.is("procedure") || tokens.is("routine");
    if (routine && isNamed() && !target) {
      return ofRoutines(tag, privileges);
    }
    String kind = kind();
    List<QualifiedName> names = new ArrayList<>();
    do {
      names.add(tokens.qualifiedName());
      tokens.acceptOperator("*");
    } while (tokens.acceptSymbol(","));
    expectTarget(tag);
    List<String> roles = roles();
    rest();
    return new RoleDdl.Grant(tag, kind, privileges, names, roles);
  }

  private Statement ofRoutines(String tag, List<String> privileges) {
    String kind = tokens.next().text();
    List<Ddl.RoutineName> names = new ArrayList<>();
    do {
      names.add(new RoutineDrops(tokens).name());
    } while (tokens.acceptSymbol(","));
    expectTarget(tag);
    List<String> roles = roles();
    rest();
    return new Ddl.OfRoutines(tag, kind, privileges, names, roles);
  }

  private void expectTarget(String tag) {
    tokens.expect(tag.equals("GRANT") ? "to" : "from");
  }

  private List<String> privileges() {
    List<String> names = new ArrayList<>();
    do {
      String name = tokens.label();
      if (name.equals("all")) {
        tokens.accept("privileges");
      }
      if (tokens.isSymbol("(")) {
        tokens.nameList();
      }
      names.add(name);
    } while (tokens.acceptSymbol(","));
    return names;
  }

  private boolean isNamed() {
    Token.Kind next = tokens.ahead(1).kind();
    return next == Token.Kind.WORD || next == Token.Kind.QUOTED;
  }

  private String kind() {
    if (tokens.accept("all", "tables", "in", "schema")
        || tokens.accept("all", "sequences", "in", "schema")
        || tokens.accept("all", "functions", "in", "schema")
        || tokens.accept("all", "procedures", "in", "schema")
        || tokens.accept("all", "routines", "in", "schema")) {
      return "all";
    }
    boolean named = isNamed();
    if (named
        && (tokens.is("table")
            || tokens.is("sequence")
            || tokens.is("schema")
            || tokens.is("type")
            || tokens.is("domain")
            || tokens.is("database"))) {
      boolean target = tokens.ahead(1).is("to") || tokens.ahead(1).is("from");
      return target ? "table" : tokens.next().text();
    }
    for (String other : List.of("language", "large", "foreign", "parameter", "tablespace")) {
      if (tokens.is(other) && named) {
        throw tokens.unsupported("GRANT or REVOKE on a " + other);
      }
    }
    return "table";
  }

  private List<String> roles() {
    List<String> roles = new ArrayList<>();
    do {
      tokens.accept("group");
      roles.add(tokens.label());
    } while (tokens.acceptSymbol(","));
    return roles;
  }

  private void rest() {
    if (tokens.accept("with")) {
      tokens.label();
      tokens.label();
    }
    if (tokens.accept("granted", "by")) {
      tokens.label();
    }
    if (!tokens.accept("cascade")) {
      tokens.accept("restrict");
    }
  }

  /** What follows ALTER DEFAULT. */
  Statement defaults() {
    tokens.expect("privileges");
    List<String> roles = new ArrayList<>();
    List<QualifiedName> schemas = new ArrayList<>();
    if (tokens.accept("for")) {
      if (!tokens.accept("role")) {
        tokens.expect("user");
      }
      roles.addAll(roles());
    }
    if (tokens.accept("in", "schema")) {
      do {
        schemas.add(tokens.qualifiedName());
      } while (tokens.acceptSymbol(","));
    }
    if (!tokens.is("grant") && !tokens.is("revoke")) {
      throw tokens.unexpected();
    }
    String tag = tokens.next().text().toUpperCase(Locale.ROOT);
    tokens.accept("grant", "option", "for");
    privileges();
    tokens.expect("on");
    tokens.label();
    expectTarget(tag);
    roles.addAll(roles());
    rest();
    return new RoleDdl.Grant("ALTER DEFAULT PRIVILEGES", "schema", List.of(), schemas, roles);
  }
}
