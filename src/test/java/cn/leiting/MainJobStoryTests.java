package cn.leiting;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 主线：the main job from the launch to the final scores, step by step, and then the numbers of its papers. */
@LeitingStory
class MainJobStoryTests {

    @LocalServerPort
    private int port;

    @TestFactory
    Stream<DynamicTest> theMainJob() {
        MainJob job = new MainJob(new Bureau("http://127.0.0.1:" + port));
        return job.steps().stream().map(step -> DynamicTest.dynamicTest(step.name(), step.action()::run));
    }
}
