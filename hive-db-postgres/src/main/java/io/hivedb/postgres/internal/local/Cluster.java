// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Makes clusters: a data directory with pgvector in every database, and a random password. */
final class Cluster {

  /** The user and the database that everybody expects. */
  static final String USER = "postgres";

  /** A database as it makes new ones. */
  static final String PREPARED = "hive_db_prepared";

  /** How many databases are newer than the server's two templates: the user's, the prepared one. */
  static final int AFTER_TEMPLATES = 2;

  private static final String EXTENSION = "CREATE EXTENSION vector";

  private static final String PASSWORD = "hive-db.password";
  private static final int PASSWORD_BYTES = 24;

  private static final String LOGINS =
      """
      # Written by Hive DB: nobody gets in without the password.
      local all all scram-sha-256
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final Binaries binaries;
  private final Account account;

  Cluster(Binaries binaries, Account account) {
    this.binaries = binaries;
    this.account = account;
  }

  /**
   * Makes a stopped cluster.
   *
   * @param data a directory that does not exist, in one that the account can write to
   * @param options more arguments for initdb
   * @param settings lines for its configuration
   * @throws IOException if a program fails; with what it printed
   */
  void create(Path data, List<String> options, List<String> settings) throws IOException {
    PrivateFiles.createDirectory(data, account);
    Path password = data.resolveSibling(PASSWORD);
    Files.deleteIfExists(password);
    PrivateFiles.create(password, randomPassword() + "\n", account);
    Programs.output(account.run(inRoot(initdb(data, password, options))), nothing());
    Files.move(password, data.resolve(PASSWORD));
    Files.writeString(data.resolve("pg_hba.conf"), LOGINS);
    Files.writeString(
        data.resolve("postgresql.conf"),
        settings.stream().collect(Collectors.joining("\n", "\n# Set by Hive DB\n", "\n")),
        StandardOpenOption.APPEND);
    run(EXTENSION, data, "template1");
    run(EXTENSION, data, USER);
  }

  /** Adds {@link #PREPARED} to a stopped cluster. */
  void prepare(Path data) throws IOException {
    run("CREATE DATABASE " + PREPARED, data, USER);
  }

  private List<String> initdb(Path data, Path password, List<String> options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8"));
    command.addAll(options);
    return command;
  }

  private void run(String sql, Path data, String database) throws IOException {
    byte[] statement = (sql + "\n").getBytes(StandardCharsets.UTF_8);
    String answer =
        Programs.output(
            account.run(
                inRoot(
                    List.of(
                        binaries.program("postgres").toString(),
                        "--single",
                        "-D",
                        data.toString(),
                        database))),
            new ByteArrayInputStream(statement));
    // In this mode an error does not change the exit code.
    if (answer.contains("ERROR:") || answer.contains("FATAL:")) {
      throw new IOException(sql + " in " + database + ": " + answer.strip());
    }
  }

  /** The account may not see the directory in which this JVM runs, and programs look at it. */
  private static List<String> inRoot(List<String> command) {
    if (File.separatorChar == '\\') {
      return command;
    }
    List<String> whole = new ArrayList<>(List.of("sh", "-c", "cd / && exec \"$0\" \"$@\""));
    whole.addAll(command);
    return whole;
  }

  private static InputStream nothing() {
    return InputStream.nullInputStream();
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The password that a cluster was made with. */
  static String passwordOf(Path data) throws IOException {
    return Files.readString(data.resolve(PASSWORD)).strip();
  }

  /** Tells whether a cluster was made here. */
  static boolean isOurs(Path data) {
    return Files.exists(data.resolve(PASSWORD));
  }
}
