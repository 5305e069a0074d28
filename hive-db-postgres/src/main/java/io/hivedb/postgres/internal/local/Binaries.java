// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of a PostgreSQL on this machine.
 *
 * @param directory where they lie
 * @param version for example {@code 17.6}
 * @param major for example 17
 * @param vectorControl pgvector's control file, which need not exist
 * @param vector the version of pgvector, for example {@code 0.8.0}; empty where it has none
 */
public record Binaries(
    Path directory, String version, int major, Path vectorControl, String vector) {

  /** The oldest that Hive DB takes. */
  static final int OLDEST = 13;

  private static final Pattern VERSION =
      Pattern.compile("postgres \\(PostgreSQL\\) ((\\d+)[^\\s]*).*", Pattern.DOTALL);

  private static final Pattern VECTOR_VERSION =
      Pattern.compile("(?m)^\\s*default_version\\s*=\\s*'([^']*)'");

  /** Tells whether a directory holds the programs that are needed. */
  static boolean areIn(Path directory) {
    return Files.isExecutable(program(directory, "postgres"))
        && Files.isExecutable(program(directory, "initdb"));
  }

  /**
   * Asks the programs in a directory what they are.
   *
   * @throws IOException if they do not say
   */
  static Binaries ask(Path directory) throws IOException {
    String answer = Programs.output(program(directory, "postgres").toString(), "--version");
    Matcher version = VERSION.matcher(answer);
    if (!version.matches()) {
      throw new IOException("--version answered [" + answer.strip() + "]");
    }
    int major = Integer.parseInt(version.group(2));
    Path control = ShareDirectory.vectorControl(directory, major);
    return new Binaries(directory, version.group(1), major, control, vectorVersion(control));
  }

  private static String vectorVersion(Path control) throws IOException {
    if (!Files.isReadable(control)) {
      return "";
    }
    Matcher matcher = VECTOR_VERSION.matcher(Files.readString(control));
    return matcher.find() ? matcher.group(1) : "unknown";
  }

  static Path program(Path directory, String name) {
    return directory.resolve(File.separatorChar == '\\' ? name + ".exe" : name);
  }

  Path program(String name) {
    return program(directory, name);
  }

  boolean hasVector() {
    return !vector.isEmpty();
  }

  boolean isNewEnough() {
    return major >= OLDEST;
  }

  /**
   * A text that another build of PostgreSQL or pgvector does not have.
   *
   * @throws IOException if the files cannot be read
   */
  String fingerprint() throws IOException {
    Path server = program("postgres").toRealPath();
    return String.join(
        "\n",
        server.toString(),
        version,
        Long.toString(Files.size(server)),
        Files.getLastModifiedTime(server).toString(),
        Files.readString(vectorControl));
  }

  /** The first hexadecimal digits of a text's SHA-256. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return "PostgreSQL "
        + version
        + (hasVector() ? " with pgvector " + vector : "")
        + " at "
        + directory;
  }
}
