package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@link ScheduleData} as JSON, which a person can read in the database and a later version can extend. */
final class ScheduleJson implements Serializer {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    @Override
    public byte[] serialize(Object data) {
        return JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] serialized) {
        return JSON.readValue(new String(serialized, StandardCharsets.UTF_8), type);
    }
}
