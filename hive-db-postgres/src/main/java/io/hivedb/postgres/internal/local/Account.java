// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendNotAvailableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The user of the operating system who runs the server: this JVM's, but not root, as whom
 * PostgreSQL refuses to run. Immutable.
 */
final class Account {

  /** What packages of PostgreSQL create. */
  private static final String USUAL = "postgres";

  private static final String ROOT = "root";

  /** The shell finds the group: setpriv wants it, and nobody else here knows it. */
  private static final String SETPRIV =
      "exec setpriv --reuid=\"$0\" --regid=\"$(id -g \"$0\")\" --init-groups -- \"$@\"";

  private final String name;
  private final @Nullable UserPrincipal other;
  private final List<String> prefix;

  private Account(String name, @Nullable UserPrincipal other, List<String> prefix) {
    this.name = name;
    this.other = other;
    this.prefix = prefix;
  }

  /** The user for a server that may keep its data anywhere. */
  static Account ofThisJvm() {
    return isRoot() ? unprivileged(USUAL) : own();
  }

  /** The user for data of the user's own: whom they belong to, unless that is root. */
  static Account ownerOf(Path directory) throws IOException {
    if (!isRoot()) {
      return own();
    }
    String owner = Files.getOwner(directory).getName();
    return unprivileged(owner.equals(ROOT) ? USUAL : owner);
  }

  private static boolean isRoot() {
    return File.separatorChar == '/' && System.getProperty("user.name").equals(ROOT);
  }

  private static Account own() {
    return new Account(System.getProperty("user.name"), null, List.of());
  }

  private static Account unprivileged(String name) {
    UserPrincipal principal =
        lookUp(name).orElseThrow(() -> refused("there is no user [" + name + "]"));
    if (isOnPath("setpriv")) {
      return new Account(name, principal, List.of("sh", "-c", SETPRIV, name));
    }
    if (isOnPath("runuser")) {
      return new Account(name, principal, List.of("runuser", "-u", name, "--"));
    }
    throw refused("neither setpriv nor runuser is on the PATH to become the user [" + name + "]");
  }

  private static Optional<UserPrincipal> lookUp(String name) {
    try {
      return Optional.of(
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (UserPrincipalNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw refused("the user [" + name + "] cannot be looked up: " + e.getMessage());
    }
  }

  private static boolean isOnPath(String program) {
    String path = String.valueOf(System.getenv("PATH"));
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(path)
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static BackendNotAvailableException refused(String why) {
    return new BackendNotAvailableException(
        "PostgreSQL refuses to run as root, and "
            + why
            + ". Create the user by useradd --system postgres (with util-linux installed), or run"
            + " the tests as an ordinary user.");
  }

  /** For names of directories. */
  String name() {
    return name;
  }

  /** The command, run as this user. */
  List<String> run(List<String> command) {
    List<String> whole = new ArrayList<>(prefix);
    whole.addAll(command);
    return whole;
  }

  /** Gives a file to this user. */
  void own(Path file) throws IOException {
    if (other != null) {
      Files.setOwner(file, other);
    }
  }

  /** Tells whether this JVM makes files that belong to the user anyway. */
  boolean isSelf() {
    return other == null;
  }
}
