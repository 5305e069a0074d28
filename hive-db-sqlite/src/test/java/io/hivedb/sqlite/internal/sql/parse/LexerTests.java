// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hivedb.sqlite.internal.sql.error.PgException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTests {

  private static List<String> texts(String sql) {
    return Lexer.tokens(sql).stream()
        .filter(token -> token.kind() != Token.Kind.END)
        .map(Token::text)
        .toList();
  }

  @Test
  void foldsUnquotedNamesAndKeepsQuotedOnes() {
    assertThat(texts("Foo \"Foo\" \"a\"\"b\" É")).containsExactly("foo", "Foo", "a\"b", "É");
  }

  @Test
  void readsEveryKindOfString() {
    assertThat(texts("'it''s' E'a\\nb\\x41' U&'\\0041\\+000042' $$x'y$$ $t$ $$ $t$ N'n'"))
        .containsExactly("it's", "a\nbA", "AB", "x'y", " $$ ", "n");
  }

  @Test
  void joinsStringsOnlyOverALineBreak() {
    assertThat(texts("'a'\n 'b'")).containsExactly("ab");
    assertThat(texts("'a' 'b'")).containsExactly("a", "b");
  }

  @Test
  void skipsNestedComments() {
    assertThat(texts("1 /* a /* b */ c */ + -- x\n 2")).containsExactly("1", "+", "2");
  }

  @Test
  void splitsOperatorsAsPostgresDoes() {
    assertThat(texts("a<->b")).containsExactly("a", "<->", "b");
    assertThat(texts("1+-2")).containsExactly("1", "+", "-", "2");
    assertThat(texts("a@-b")).containsExactly("a", "@-", "b");
    assertThat(texts("a*-b")).containsExactly("a", "*", "-", "b");
    assertThat(texts("a!=b")).containsExactly("a", "<>", "b");
    assertThat(texts("a=--c\n1")).containsExactly("a", "=", "1");
    assertThat(texts("f(a=>1)")).containsExactly("f", "(", "a", "=>", "1", ")");
  }

  @Test
  void tellsParametersFromOperators() {
    List<Token> tokens = Lexer.tokens("a=? AND b ?? c ??| d");
    assertThat(tokens.stream().filter(t -> t.kind() == Token.Kind.PARAMETER)).hasSize(1);
    assertThat(texts("a ?? b ??| c ??& d")).containsExactly("a", "?", "b", "?|", "c", "?&", "d");
  }

  @Test
  void readsNumbers() {
    assertThat(texts("1 .5 1. 1e3 1_000 0x1F 0b101 0o17 1.5E-2"))
        .containsExactly("1", ".5", "1.", "1e3", "1000", "31", "5", "15", "1.5E-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT 'abc     | unterminated quoted string at or near \"'abc\" | 8",
        "SELECT \"abc    | unterminated quoted identifier at or near \"\"abc\" | 8",
        "SELECT /* abc   | unterminated /* comment at or near \"/* abc\" | 8",
        "SELECT $a$ abc  | unterminated dollar-quoted string at or near \"$a$ abc\" | 8",
        "SELECT 1a       | trailing junk after numeric literal at or near \"1a\" | 8",
        "SELECT \"\"     | zero-length delimited identifier | 8",
      },
      quoteCharacter = '`')
  void reportsWhatPostgresReports(String sql, String message, int position) {
    assertThatExceptionOfType(PgException.class)
        .isThrownBy(() -> Lexer.tokens(sql))
        .satisfies(
            e -> {
              assertThat(e.sqlState()).isEqualTo("42601");
              assertThat(e.text()).isEqualTo(message);
              assertThat(e.position()).isEqualTo(position);
            });
  }
}
