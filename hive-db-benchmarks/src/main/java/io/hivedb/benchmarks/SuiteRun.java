// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of hive-db-benchmark-suite in a JVM of its own.
 *
 * @param whole from the start of the JVM to its end, in milliseconds
 * @param between what lay between two tests, in milliseconds per test
 */
record SuiteRun(double whole, double between) {

  /** Tests of one of its classes. */
  static final int TESTS_PER_CLASS = 20;

  private static final Pattern RESULT = Pattern.compile("passed=(\\d+) between=([\\d.]+)");

  /** Runs the suite with the settings of a backend; fails unless every test passed. */
  static SuiteRun of(Path root, String suite, int classes, List<String> settings)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command(root, suite, classes, settings))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // What this machine says of its own databases is not for the suite.
    builder.environment().keySet().removeIf(name -> name.startsWith("HIVE_DATABASE_"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    double whole = Starts.since(begin);
    Matcher result = RESULT.matcher(output);
    if (exit != 0
        || !result.find()
        || Integer.parseInt(result.group(1)) != classes * TESTS_PER_CLASS) {
      throw new IllegalStateException(
          "the suite [" + suite + "] failed with " + exit + ": " + output);
    }
    return new SuiteRun(whole, Double.parseDouble(result.group(2)));
  }

  private static List<String> command(Path root, String suite, int classes, List<String> settings) {
    Path target = root.resolve("hive-db-benchmark-suite/target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings);
    command.add("-cp");
    command.add(target.resolve("test-classes") + File.pathSeparator + target.resolve("lib") + "/*");
    command.add("io.hivedb.benchmarks.suite.RunSuite");
    command.add(suite);
    command.add(Integer.toString(classes));
    return command;
  }
}
