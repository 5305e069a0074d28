// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hivedb.Health;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the bridge's answers into a {@link Health}. */
final class HealthReport {

  private HealthReport() {}

  /**
   * Makes the report of a process that lives.
   *
   * @param greeting what it told when it was ready
   * @param state what it tells now; empty if it does not answer
   */
  static Health of(JsonObject greeting, Optional<JsonObject> state) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("version", greeting.get("postgresql").getAsString());
    for (String key : new String[] {"pgvector", "pglite", "node", "pid"}) {
      details.put(key, greeting.get(key).getAsString());
    }
    if (state.isEmpty()) {
      details.put("state", "no answer");
      return Health.up(details);
    }
    int crashed = 0;
    JsonArray databases = state.get().getAsJsonArray("databases");
    for (JsonElement element : databases) {
      crashed += describe(element.getAsJsonObject(), details) ? 1 : 0;
    }
    details.put("databases", Integer.toString(databases.size()));
    details.put("memory", state.get().get("memory").getAsString());
    details.put("connections", state.get().get("connections").getAsString());
    return crashed > 0 && crashed == databases.size()
        ? Health.down("every database crashed: " + details)
        : Health.up(details);
  }

  /** Tells what is worth telling of a database, and whether it crashed. */
  private static boolean describe(JsonObject database, Map<String, String> details) {
    String name = database.get("name").getAsString();
    String state = database.get("state").getAsString();
    if (state.equals("busy")) {
      Duration age = Duration.ofMillis(database.get("milliseconds").getAsLong());
      String statement = database.get("statement").getAsString();
      details.put("busy " + name, "running [" + statement + "] for " + age.toMillis() + " ms");
    }
    if (state.equals("crashed") || state.equals("restarting")) {
      details.put(state + " " + name, database.get("reason").getAsString());
    }
    return state.equals("crashed");
  }
}
