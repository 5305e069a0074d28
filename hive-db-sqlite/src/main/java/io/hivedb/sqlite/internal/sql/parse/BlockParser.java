// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PL/pgSQL: the body of DO, of a function or of a procedure. */
final class BlockParser {

  private static final Set<String> END_OF_ACTIONS =
      Set.of("end", "exception", "elsif", "elseif", "else", "when");

  private static final Set<String> REFUSED = Set.of("open", "fetch", "close", "move");

  private static final Set<String> OF_TRANSACTIONS =
      Set.of("commit", "rollback", "start", "savepoint", "release", "abort");

  private final String body;
  private final Tokens tokens;
  private final BlockText texts;
  private final LoopParser loops;
  private boolean columnsFirst;

  private BlockParser(String body) {
    this.body = body;
    this.tokens = new Tokens(body);
    this.texts = new BlockText(tokens);
    this.loops = new LoopParser(tokens, texts, this);
  }

  static Block parse(String body) {
    BlockParser parser = new BlockParser(Parser.withoutParameters(body));
    while (parser.tokens.acceptOperator("#")) {
      parser.option();
    }
    Block block = parser.block(parser.label());
    parser.tokens.acceptSymbol(";");
    if (parser.tokens.current().kind() != Token.Kind.END) {
      throw parser.tokens.unexpected();
    }
    return block;
  }

  /** What a function says before its block. */
  private void option() {
    if (!tokens.is("variable_conflict")) {
      throw tokens.unsupported("an option of a function in PL/pgSQL");
    }
    tokens.next();
    columnsFirst = tokens.accept("use_column");
    if (tokens.is("use_variable")) {
      throw tokens.unsupported("#variable_conflict use_variable");
    }
    if (!columnsFirst) {
      tokens.expect("error");
    }
  }

  /** A label in double angle brackets; empty where there is none. */
  private String label() {
    if (!tokens.acceptOperator("<<")) {
      return "";
    }
    String label = tokens.label();
    if (!tokens.acceptOperator(">>")) {
      throw tokens.unexpected();
    }
    return label;
  }

  private Block block(String label) {
    List<Block.Declaration> declarations = new ArrayList<>();
    while (tokens.accept("declare")) {
      while (!tokens.is("begin") && !tokens.is("declare")) {
        declarations.add(new DeclarationParser(tokens, texts).declaration());
      }
    }
    tokens.expect("begin");
    List<Block.Line> actions = actions();
    List<Block.Handler> handlers = new ArrayList<>();
    if (tokens.accept("exception")) {
      while (tokens.accept("when")) {
        List<String> states = states();
        tokens.expect("then");
        handlers.add(new Block.Handler(states, actions()));
      }
    }
    tokens.expect("end");
    if (tokens.isName()) {
      tokens.label();
    }
    return new Block(label, declarations, actions, handlers, columnsFirst);
  }

  private List<String> states() {
    List<String> states = new ArrayList<>();
    do {
      states.add(tokens.accept("sqlstate") ? tokens.string() : condition());
    } while (tokens.accept("or"));
    return states;
  }

  private String condition() {
    String name = tokens.label();
    String state = ErrorConditions.state(name);
    if (state == null) {
      throw new PgException("42704", "unrecognized exception condition \"" + name + "\"");
    }
    return state;
  }

  /** Actions up to a word that no action begins with. */
  List<Block.Line> actions() {
    List<Block.Line> actions = new ArrayList<>();
    while (tokens.current().kind() != Token.Kind.WORD
        || !END_OF_ACTIONS.contains(tokens.current().text())) {
      if (tokens.current().kind() == Token.Kind.END) {
        throw tokens.unexpected();
      }
      int line = line(tokens.current());
      Block.Action action = action();
      tokens.expectSymbol(";");
      if (action != null) {
        actions.add(new Block.Line(line, action));
      }
    }
    return actions;
  }

  private int line(Token token) {
    return 1 + (int) body.substring(0, token.start()).chars().filter(c -> c == '\n').count();
  }

  private Block.@Nullable Action action() {
    if (assigns()) {
      return assignment();
    }
    String label = label();
    Block.Action loop = loops.loop(label);
    if (loop != null) {
      return loop;
    }
    if (tokens.is("begin") || tokens.is("declare")) {
      return new Block.Nested(block(label));
    }
    return switch (tokens.current().text()) {
      case "null" -> {
        tokens.next();
        yield null;
      }
      case "if" -> condition(tokens.next());
      case "case" -> choice(tokens.next());
      case "raise" -> new RaiseParser(tokens, texts).raise();
      case "return" -> result();
      case "get" -> diagnostics();
      case "assert" -> assertion();
      case "execute" -> execute();
      case "perform" -> {
        tokens.next();
        yield new Block.Perform(BlockText.statement("SELECT " + texts.until()));
      }
      default -> statement();
    };
  }

  private Block.Action statement() {
    String word = tokens.current().text();
    if (REFUSED.contains(word) || OF_TRANSACTIONS.contains(word)) {
      texts.until();
      return new Block.Refused(
          word.toUpperCase(java.util.Locale.ROOT) + " in a function or DO block");
    }
    return texts.run();
  }

  private boolean assigns() {
    int at = 0;
    boolean name = tokens.current().kind() == Token.Kind.PARAMETER || isWord(tokens.current());
    while (name && tokens.ahead(at + 1).isSymbol(".") && isWord(tokens.ahead(at + 2))) {
      at += 2;
    }
    Token after = tokens.ahead(at + 1);
    return name && (after.isSymbol(":=") || after.isOperator("=") || after.isSymbol("["));
  }

  private static boolean isWord(Token token) {
    return token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.QUOTED;
  }

  private Block.Action assignment() {
    List<String> target = texts.target();
    if (tokens.isSymbol("[")) {
      texts.until();
      return new Block.Refused("an assignment to an element of an array");
    }
    tokens.next();
    String source = texts.until();
    return new Block.Assign(target, BlockText.query(source), source);
  }

  private Block.Action condition(Token word) {
    List<Block.Branch> branches = new ArrayList<>();
    List<Block.Line> otherwise = List.of();
    do {
      ParsedStatement condition = texts.value("then");
      tokens.expect("then");
      branches.add(new Block.Branch(condition, actions()));
    } while (tokens.accept("elsif") || tokens.accept("elseif"));
    if (tokens.accept("else")) {
      otherwise = actions();
    }
    tokens.expect("end", word.text());
    return new Block.If(branches, otherwise);
  }

  private Block.Action choice(Token word) {
    ParsedStatement value = texts.optional("when");
    List<Block.When> whens = new ArrayList<>();
    while (tokens.accept("when")) {
      List<ParsedStatement> values = new ArrayList<>();
      do {
        values.add(value == null ? texts.value("then") : texts.value("then", ","));
      } while (tokens.acceptSymbol(","));
      tokens.expect("then");
      whens.add(new Block.When(values, actions()));
    }
    List<Block.Line> otherwise = tokens.accept("else") ? actions() : null;
    tokens.expect("end", word.text());
    return new Block.Case(value, whens, otherwise);
  }

  /** EXECUTE with INTO and USING in either order. */
  Block.Execute execute(String... ends) {
    tokens.expect("execute");
    String[] all = new String[ends.length + 3];
    System.arraycopy(ends, 0, all, 3, ends.length);
    all[0] = "into";
    all[1] = "using";
    all[2] = ",";
    ParsedStatement text = texts.value(all);
    List<ParsedStatement> parameters = new ArrayList<>();
    Block.Into into = null;
    while (tokens.is("into") || tokens.is("using")) {
      if (tokens.accept("into")) {
        into = texts.into();
        continue;
      }
      tokens.next();
      do {
        parameters.add(texts.value(all));
      } while (tokens.acceptSymbol(","));
    }
    return new Block.Execute(text, parameters, into);
  }

  private Block.Action result() {
    tokens.next();
    if (tokens.accept("query")) {
      return tokens.is("execute")
          ? new Block.ReturnQuery(null, execute())
          : new Block.ReturnQuery(BlockText.statement(texts.until()), null);
    }
    boolean next = tokens.accept("next");
    String source = texts.until();
    ParsedStatement value = source.isEmpty() ? null : BlockText.query(source);
    return next ? new Block.ReturnNext(value, source) : new Block.Return(value, source);
  }

  private Block.Action assertion() {
    tokens.next();
    ParsedStatement condition = texts.value(",");
    ParsedStatement message = tokens.acceptSymbol(",") ? texts.value() : null;
    return new Block.Assert(condition, message);
  }

  private Block.Action diagnostics() {
    tokens.next();
    boolean stacked = tokens.accept("stacked");
    if (!stacked) {
      tokens.accept("current");
    }
    tokens.expect("diagnostics");
    List<Block.Item> items = new ArrayList<>();
    do {
      List<String> target = texts.target();
      if (!tokens.acceptSymbol(":=") && !tokens.acceptOperator("=")) {
        throw tokens.unexpected();
      }
      items.add(new Block.Item(target, tokens.label()));
    } while (tokens.acceptSymbol(","));
    return new Block.Diagnostics(stacked, items);
  }
}
