// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Where a failed database is kept: a folder that no other one of this run has.
 *
 * @param title the test
 */
record FailedFolder(Path path, String title) {

  /** What is written there: nothing else is ever deleted. */
  private static final List<String> OURS =
      List.of("about.txt", "dump.sql", "native", "open.args", "statements.txt");

  private static final Pattern UNSAFE = Pattern.compile("^\\.+|[^\\w.$-]");
  private static final Pattern INVOCATION =
      Pattern.compile("\\[(?:test-template-invocation|dynamic-test|dynamic-container):#(\\d+)]");
  private static final int LONGEST = 100;

  /** Makes it empty. */
  static FailedFolder claim(OpenDatabase open, ExtensionContext context, String what)
      throws IOException {
    Class<?> type = Contexts.nearestClass(context).getRequiredTestClass();
    List<String> names = new ArrayList<>(List.of(type.getName(), what));
    names.addAll(invocation(context));
    if (!open.name().isEmpty()) {
      names.add("database-" + open.name());
    }
    Path wanted = open.watch().folder();
    for (String name : names) {
      wanted = wanted.resolve(safe(name));
    }
    Path path = unclaimed(wanted, context, context.getUniqueId() + " " + what + open.key());
    clear(path);
    return new FailedFolder(Files.createDirectories(path), type.getName() + "." + what);
  }

  private static List<String> invocation(ExtensionContext context) {
    Chosen chosen = Chosen.around(context);
    List<String> names = new ArrayList<>();
    String id = context.getUniqueId();
    if (chosen != null) {
      names.add(chosen.backend());
      id = id.substring(chosen.contextId().length());
    }
    String numbers =
        INVOCATION
            .matcher(id)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.joining("-"));
    if (!numbers.isEmpty()) {
      names.add(numbers);
    }
    return names;
  }

  static String safe(String name) {
    String safe = UNSAFE.matcher(name).replaceAll("_");
    return safe.length() <= LONGEST
        ? safe
        : safe.substring(0, LONGEST) + "-" + Integer.toHexString(name.hashCode());
  }

  /** Methods may be overloaded, and names differ in what is not safe. */
  private static Path unclaimed(Path wanted, ExtensionContext context, String who) {
    Claims claims =
        context
            .getStore(StoreScope.LAUNCHER_SESSION, Databases.NAMESPACE)
            .getOrComputeIfAbsent(Claims.class, type -> new Claims(), Claims.class);
    Path path = wanted;
    for (int number = 2; !claims.take(path, who); number++) {
      path = wanted.resolveSibling(wanted.getFileName() + "-" + number);
    }
    return path;
  }

  private static final class Claims {
    private final Map<Path, String> byPath = new ConcurrentHashMap<>();

    boolean take(Path path, String who) {
      String other = byPath.putIfAbsent(path, who);
      return other == null || other.equals(who);
    }
  }

  private static void clear(Path folder) throws IOException {
    for (String name : OURS) {
      Path entry = folder.resolve(name);
      if (Files.exists(entry)) {
        try (Stream<Path> all = Files.walk(entry)) {
          for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
