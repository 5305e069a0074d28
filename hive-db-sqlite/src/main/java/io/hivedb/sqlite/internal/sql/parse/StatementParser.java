// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.parse.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the parser of a statement by its first word. */
final class StatementParser {

  /** Statements of PostgreSQL that this backend refuses by name. */
  private static final Set<String> REFUSED =
      Set.of(
          "explain",
          "copy",
          "listen",
          "notify",
          "unlisten",
          "import",
          "load",
          "security",
          "reassign",
          "cluster",
          "checkpoint");

  private final Tokens tokens;
  private final Grammar grammar;
  private final DmlParser dml;
  private final MergeParser merges;
  private final CreateParser create;
  private final AlterParser alter;
  private final CommandParser commands;

  StatementParser(Tokens tokens, Grammar grammar) {
    this.tokens = tokens;
    this.grammar = grammar;
    this.dml = new DmlParser(tokens, grammar);
    this.merges = new MergeParser(tokens, grammar, dml);
    TableParser tables = new TableParser(tokens, grammar);
    this.create = new CreateParser(tokens, grammar, tables);
    this.alter = new AlterParser(tokens, grammar, tables);
    this.commands = new CommandParser(tokens);
  }

  Statement parse() {
    Statement statement = statement();
    grammar.queries().into().refuse();
    return statement;
  }

  private Statement statement() {
    Token first = tokens.current();
    if (first.isSymbol("(")) {
      return grammar.queries().parse();
    }
    if (first.kind() != Kind.WORD) {
      throw tokens.unexpected();
    }
    return switch (first.text()) {
      case "select", "values", "table" -> query();
      case "with" -> with();
      case "insert" -> dml.insert(List.of(), false);
      case "update" -> dml.update(List.of(), false);
      case "delete" -> dml.delete(List.of(), false);
      case "merge" -> merges.merge(List.of(), false);
      case "create" -> create.create();
      case "alter" -> alter.alter();
      case "drop" -> create.drop();
      case "truncate" -> create.truncate();
      case "comment" -> create.comment();
      case "refresh" -> create.refresh();
      case "call" -> call();
      default -> other(first);
    };
  }

  private Statement call() {
    tokens.next();
    Token start = tokens.current();
    if (grammar.expressions().parse() instanceof Expr.Call call) {
      return new Command.Call(call);
    }
    throw tokens.unexpected(start);
  }

  private Statement query() {
    Select query = grammar.queries().parse();
    Statement made = grammar.queries().into().table(query);
    return made == null ? query : made;
  }

  private Statement other(Token first) {
    if (SessionParser.WORDS.contains(first.text())) {
      return new SessionParser(tokens, grammar).parse();
    }
    if (REFUSED.contains(first.text())) {
      throw tokens.unsupported(first.text().toUpperCase(Locale.ROOT));
    }
    return commands.parse();
  }

  private Statement with() {
    int mark = tokens.mark();
    tokens.next();
    boolean recursive = tokens.accept("recursive");
    List<Select.Cte> tables = grammar.queries().commonTables();
    if (tokens.is("insert")) {
      return dml.insert(tables, recursive);
    }
    if (tokens.is("update")) {
      return dml.update(tables, recursive);
    }
    if (tokens.is("delete")) {
      return dml.delete(tables, recursive);
    }
    if (tokens.is("merge")) {
      return merges.merge(tables, recursive);
    }
    int parameters = tokens.parameters();
    tokens.reset(mark);
    tokens.forget(parameters);
    return query();
  }
}
