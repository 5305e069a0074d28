// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;

/** DROP of functions, procedures and triggers. */
final class RoutineDrops {

  private final Tokens tokens;

  RoutineDrops(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement trigger() {
    boolean ifExists = tokens.accept("if", "exists");
    String name = tokens.name();
    tokens.expect("on");
    QualifiedName table = tokens.qualifiedName();
    cascade();
    return new Ddl.DropTrigger(name, table, ifExists);
  }

  private boolean cascade() {
    boolean cascade = tokens.accept("cascade");
    if (!cascade) {
      tokens.accept("restrict");
    }
    return cascade;
  }

  Statement routines(String kind) {
    boolean ifExists = tokens.accept("if", "exists");
    List<Ddl.RoutineName> names = new ArrayList<>();
    do {
      names.add(name());
    } while (tokens.acceptSymbol(","));
    return new Ddl.DropRoutines(kind, names, ifExists, cascade());
  }

  Ddl.RoutineName name() {
    QualifiedName name = tokens.qualifiedName();
    int mark = tokens.mark();
    List<TypeName> arguments = tokens.isSymbol("(") ? arguments() : null;
    List<String> spelled = new ArrayList<>();
    for (TypeName argument : arguments == null ? List.<TypeName>of() : arguments) {
      spelled.add(TypeSpellings.of(argument, tokens.since(mark)));
    }
    return new Ddl.RoutineName(name, arguments, spelled);
  }

  /** The types of the arguments, whose modes and names say nothing. */
  private List<TypeName> arguments() {
    List<TypeName> arguments = new ArrayList<>();
    if (tokens.ahead(1).isOperator("*") && tokens.ahead(2).isSymbol(")")) {
      // Of an aggregate without arguments.
      tokens.reset(tokens.mark() + 3);
      return arguments;
    }
    for (RoutineDefinition.Parameter parameter :
        new RoutineParser(tokens, new Grammar(tokens)).parameters()) {
      if (parameter.isInput()) {
        arguments.add(parameter.type());
      }
    }
    return arguments;
  }
}
