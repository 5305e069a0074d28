// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;

/** BEGIN and its kin. */
final class TransactionParser {

  private final Tokens tokens;

  TransactionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement transaction() {
    String word = tokens.next().text();
    switch (word) {
      case "begin" -> {
        work();
        return modes("BEGIN");
      }
      case "start" -> {
        tokens.expect("transaction");
        return modes("BEGIN");
      }
      case "commit", "end" -> {
        if (tokens.is("prepared")) {
          throw tokens.unsupported("COMMIT PREPARED");
        }
        work();
        return plain("COMMIT" + chain());
      }
      case "savepoint" -> {
        return new Command.Transaction("SAVEPOINT", tokens.name(), null, null);
      }
      case "release" -> {
        tokens.accept("savepoint");
        return new Command.Transaction("RELEASE", tokens.name(), null, null);
      }
      default -> {
        return rollback();
      }
    }
  }

  private Statement rollback() {
    if (tokens.is("prepared")) {
      throw tokens.unsupported("ROLLBACK PREPARED");
    }
    work();
    if (tokens.accept("to")) {
      tokens.accept("savepoint");
      return new Command.Transaction("ROLLBACK_TO", tokens.name(), null, null);
    }
    return plain("ROLLBACK" + chain());
  }

  private static Command.Transaction plain(String action) {
    return new Command.Transaction(action, null, null, null);
  }

  private void work() {
    if (!tokens.accept("work")) {
      tokens.accept("transaction");
    }
  }

  private String chain() {
    if (!tokens.accept("and")) {
      return "";
    }
    boolean no = tokens.accept("no");
    tokens.expect("chain");
    return no ? "" : "_AND_CHAIN";
  }

  Statement modes(String action) {
    String isolation = null;
    Boolean readOnly = null;
    while (tokens.current().kind() == Kind.WORD) {
      if (tokens.accept("isolation", "level")) {
        isolation = isolation();
      } else if (tokens.accept("read", "only")) {
        readOnly = true;
      } else if (tokens.accept("read", "write")) {
        readOnly = false;
      } else if (!tokens.accept("not", "deferrable")) {
        tokens.expect("deferrable");
      }
      tokens.acceptSymbol(",");
    }
    return new Command.Transaction(action, null, isolation, readOnly);
  }

  private String isolation() {
    if (tokens.accept("serializable")) {
      return "serializable";
    }
    if (tokens.accept("repeatable", "read")) {
      return "repeatable read";
    }
    if (!tokens.accept("read", "committed")) {
      tokens.expect("read", "uncommitted");
      return "read uncommitted";
    }
    return "read committed";
  }
}
