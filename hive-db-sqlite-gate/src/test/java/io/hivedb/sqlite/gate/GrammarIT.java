// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL's own grammar, compiled to WebAssembly by libpg-query, accepts what our parser
 * accepts, groups operators alike, and points at the same place in what is wrong.
 */
class GrammarIT {

  /** Wrong statements that are refused here at another place, or taken for a no-op. */
  private static final List<String> KNOWN =
      List.of(
          "",
          ";",
          "CREATE TABLE a (b)",
          "SELECT e'\\'",
          "SELECT a FROM b GROUP",
          "SELECT a IS",
          "SELECT a IN",
          "SELECT user.a",
          "GRANT");

  /** PostgreSQL refuses it with the same error after parsing, and not while it does. */
  private static final String REFUSED_LATER = "SELECT (SELECT 1 INTO t)";

  private static final Path DIRECTORY = Path.of("target/npm");
  private static final int GENERATED = 3_000;

  @BeforeAll
  static void install() throws Exception {
    Gate.requireNode();
    Files.createDirectories(DIRECTORY);
    for (String file : List.of("package.json", "package-lock.json", ".npmrc", "oracle.js")) {
      Files.copy(
          Path.of("src/test/js", file),
          DIRECTORY.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Process npm =
        new ProcessBuilder(windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-progress")
            .directory(DIRECTORY.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(npm.waitFor()).as("npm ci: %s", output).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"libpg-query-17", "libpg-query-18"})
  void allPairsOfOperatorsGroupAlike(String grammar) throws IOException {
    check(grammar, GrammarStatements.pairs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"libpg-query-17", "libpg-query-18"})
  void wrongStatementsAreWrongAtTheSamePlace(String grammar) throws IOException {
    List<String> statements = new ArrayList<>(GrammarStatements.wrong());
    statements.removeAll(KNOWN);
    check(grammar, statements);
  }

  @Test
  void theCorporaParseAlike() throws IOException {
    List<String> statements = new ArrayList<>();
    for (String corpus : Corpus.NAMES) {
      for (Corpus.Entry entry : Corpus.read(corpus)) {
        // Without parameters a question mark is an operator, which the oracle is not asked about.
        if (!entry.parameters().isEmpty() || entry.sql().indexOf('?') < 0) {
          statements.add(Corpus.numbered(entry.sql()));
        }
      }
    }
    assertThat(statements.remove(REFUSED_LATER)).isTrue();
    check("libpg-query-18", statements);
  }

  @Test
  void randomStatementsParseAlike() throws IOException {
    Random random = new Random(Gate.seed());
    RandomExpressions expressions = new RandomExpressions(random, new HashMap<>());
    RandomQueries queries = new RandomQueries(random, expressions);
    RandomChanges changes = new RandomChanges(random, expressions);
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < GENERATED; i++) {
      statements.add((i % 6 == 0 ? changes.next() : queries.next()).toString());
    }
    check("libpg-query-18", statements);
  }

  private static void check(String grammar, List<String> statements) throws IOException {
    try (GrammarOracle oracle = new GrammarOracle(DIRECTORY, grammar)) {
      assertThat(Grammar.differences(oracle, statements)).isEmpty();
    }
  }
}
