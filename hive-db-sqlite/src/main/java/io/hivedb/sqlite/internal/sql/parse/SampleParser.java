// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.math.BigDecimal;
import java.util.List;

/** TABLESAMPLE of all rows or of none; which rows a share of them has is known to nobody else. */
final class SampleParser {

  private static final BigDecimal ALL = new BigDecimal(100);

  private final Tokens tokens;

  SampleParser(Tokens tokens) {
    this.tokens = tokens;
  }

  FromItem of(FromItem relation, int position) {
    Token start = tokens.next();
    String method = tokens.name();
    if (!List.of("bernoulli", "system").contains(method)) {
      throw new PgException("42704", "tablesample method " + method + " does not exist")
          .at(start.start());
    }
    tokens.expectSymbol("(");
    boolean negative = tokens.acceptOperator("-");
    boolean number = tokens.current().kind() == Token.Kind.NUMBER;
    BigDecimal share = number ? new BigDecimal(tokens.next().text()) : BigDecimal.ONE;
    boolean plain = number && tokens.isSymbol(")");
    if (plain && ((negative && share.signum() > 0) || share.compareTo(ALL) > 0)) {
      throw new PgException("2202H", "sample percentage must be between 0 and 100");
    }
    if (!plain || (share.signum() != 0 && share.compareTo(ALL) != 0)) {
      throw tokens.unsupported("TABLESAMPLE of a part of the rows");
    }
    tokens.expectSymbol(")");
    repeatable();
    return share.signum() != 0 ? relation : none((FromItem.Relation) relation, position);
  }

  private void repeatable() {
    if (tokens.accept("repeatable")) {
      tokens.expectSymbol("(");
      tokens.accept("null");
      tokens.next();
      tokens.expectSymbol(")");
    }
  }

  /** The relation without its rows. */
  private static FromItem none(FromItem.Relation relation, int position) {
    FromItem.Alias alias = relation.alias();
    Select.Core core =
        new Select.Core(
            false,
            List.of(),
            List.of(new Select.Item(new Expr.Star(List.of(), position), null)),
            List.of(new FromItem.Relation(relation.name(), null)),
            new Expr.BooleanLiteral(false, position),
            List.of(),
            List.of(),
            null,
            List.of());
    FromItem.Alias name =
        alias == null ? new FromItem.Alias(relation.name().name(), List.of()) : alias;
    return new FromItem.Derived(Select.of(core, position), false, name, position);
  }
}
