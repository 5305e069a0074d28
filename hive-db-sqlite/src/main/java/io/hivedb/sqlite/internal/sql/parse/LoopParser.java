// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loops of PL/pgSQL, EXIT and CONTINUE. */
final class LoopParser {

  private final Tokens tokens;
  private final BlockText texts;
  private final BlockParser blocks;

  LoopParser(Tokens tokens, BlockText texts, BlockParser blocks) {
    this.tokens = tokens;
    this.texts = texts;
    this.blocks = blocks;
  }

  /** A loop or what leaves one; null where something else begins. */
  Block.@Nullable Action loop(String label) {
    if (tokens.accept("loop")) {
      return new Block.Loop(label, null, body());
    }
    if (tokens.accept("while")) {
      ParsedStatement condition = texts.value("loop");
      tokens.expect("loop");
      return new Block.Loop(label, condition, body());
    }
    if (tokens.accept("for")) {
      return loopFor(label);
    }
    if (tokens.accept("foreach")) {
      return elements(label);
    }
    boolean exit = tokens.is("exit");
    if (exit || tokens.is("continue")) {
      tokens.next();
      String target = tokens.isSymbol(";") || tokens.is("when") ? "" : tokens.label();
      ParsedStatement condition = tokens.accept("when") ? texts.value() : null;
      return new Block.Leave(exit, target, condition);
    }
    return null;
  }

  private List<Block.Line> body() {
    List<Block.Line> body = blocks.actions();
    tokens.expect("end", "loop");
    if (!tokens.isSymbol(";")) {
      tokens.label();
    }
    return body;
  }

  private Block.Action loopFor(String label) {
    List<List<String>> targets = texts.targets();
    tokens.expect("in");
    if (tokens.is("execute")) {
      Block.Execute text = blocks.execute("loop");
      tokens.expect("loop");
      return new Block.Rows(label, targets, null, text, body());
    }
    boolean reverse = tokens.accept("reverse");
    if (isRange()) {
      return range(label, targets.get(0).get(0), reverse);
    }
    ParsedStatement query = BlockText.statement(texts.until("loop"));
    tokens.expect("loop");
    return new Block.Rows(label, targets, query, null, body());
  }

  /** Whether two dots come before LOOP, outside of brackets. */
  private boolean isRange() {
    int depth = 0;
    for (int i = 0; tokens.ahead(i).kind() != Token.Kind.END; i++) {
      Token token = tokens.ahead(i);
      if (depth == 0 && (token.is("loop") || token.isSymbol(";"))) {
        return false;
      }
      if (depth == 0 && token.isSymbol(".") && tokens.ahead(i + 1).isSymbol(".")) {
        return true;
      }
      depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
      depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
    }
    return false;
  }

  private Block.Action range(String label, String variable, boolean reverse) {
    Token first = tokens.current();
    StringBuilder from = new StringBuilder(texts.until("."));
    while (!tokens.ahead(1).isSymbol(".")) {
      tokens.next();
      texts.until(".");
      from = new StringBuilder(tokens.textFrom(first));
    }
    tokens.next();
    tokens.next();
    ParsedStatement to = texts.value("loop", "by");
    ParsedStatement by = tokens.accept("by") ? texts.value("loop") : null;
    tokens.expect("loop");
    return new Block.Count(
        label, variable, BlockText.query(from.toString()), to, by, reverse, body());
  }

  private Block.Action elements(String label) {
    List<String> variable = texts.target();
    boolean slices = tokens.accept("slice");
    if (slices) {
      tokens.integer();
    }
    tokens.expect("in", "array");
    ParsedStatement array = texts.value("loop");
    tokens.expect("loop");
    List<Block.Line> body = body();
    return slices
        ? new Block.Refused("FOREACH with SLICE")
        : new Block.Elements(label, variable, array, body);
  }
}
