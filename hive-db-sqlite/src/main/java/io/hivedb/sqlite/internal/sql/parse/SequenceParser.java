// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a sequence, in any order. */
final class SequenceParser {

  private final Tokens tokens;
  private @Nullable Long start;
  private @Nullable Long increment;
  private @Nullable Long minimum;
  private @Nullable Long maximum;
  private boolean noMinimum;
  private boolean noMaximum;
  private @Nullable Boolean cycle;
  private boolean restart;
  private @Nullable Long restartWith;
  private @Nullable Long cache;
  private @Nullable String asType;
  private @Nullable List<String> ownedBy;

  SequenceParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Ddl.SequenceOptions parse() {
    while (bounds() || rest()) {}

    return options();
  }

  /** SET GENERATED, SET option and RESTART, in any order; the answer is of SET GENERATED. */
  @Nullable Boolean changes() {
    Boolean always = null;
    while (tokens.is("set") || tokens.is("restart")) {
      if (tokens.accept("set", "generated")) {
        always = tokens.accept("always");
        if (!always) {
          tokens.expect("by", "default");
        }
      } else {
        tokens.accept("set");
        if (!bounds() && !rest()) {
          throw tokens.unexpected();
        }
      }
    }
    return always;
  }

  Ddl.SequenceOptions options() {
    return new Ddl.SequenceOptions(
        start,
        increment,
        minimum,
        maximum,
        cycle,
        restart,
        restartWith,
        asType,
        ownedBy,
        cache,
        noMinimum,
        noMaximum);
  }

  private boolean bounds() {
    if (tokens.accept("start")) {
      tokens.accept("with");
      start = tokens.integer();
    } else if (tokens.accept("increment")) {
      tokens.accept("by");
      increment = tokens.integer();
    } else if (tokens.accept("minvalue")) {
      minimum = tokens.integer();
    } else if (tokens.accept("maxvalue")) {
      maximum = tokens.integer();
    } else if (tokens.accept("restart")) {
      restart = true;
      boolean with = tokens.accept("with");
      if (with || tokens.current().kind() == Token.Kind.NUMBER) {
        restartWith = tokens.integer();
      }
    } else {
      return false;
    }
    return true;
  }

  private boolean rest() {
    if (tokens.accept("no")) {
      if (tokens.accept("cycle")) {
        cycle = false;
      } else if (tokens.accept("minvalue")) {
        noMinimum = true;
      } else {
        tokens.expect("maxvalue");
        noMaximum = true;
      }
    } else if (tokens.accept("cycle")) {
      cycle = true;
    } else if (tokens.accept("cache")) {
      cache = tokens.integer();
    } else if (tokens.accept("as")) {
      asType = new TypeParser(tokens).parse().name();
    } else if (tokens.accept("owned", "by")) {
      ownedBy = owner();
    } else {
      return false;
    }
    return true;
  }

  private List<String> owner() {
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.label());
    } while (tokens.acceptSymbol("."));
    return names;
  }
}
