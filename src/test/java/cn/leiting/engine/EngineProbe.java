package cn.leiting.engine;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** A model with one of each kind of thing that the engine's doors move; deployed once for all tests. */
@Component
class EngineProbe {

    static final String KEY = "engineProbe";

    private static final String TASK = """
            <bpmn:extensionElements><camunda:properties>
              <camunda:property name="deadline" value="feedback.final" />
              <camunda:property name="deadlineFrom" value="${engineProbeProcess.day(execution.processBusinessKey)}" />
            </camunda:properties>
              <camunda:taskListener event="complete" expression="${engineProbeProcess.complete(task)}" />
            </bpmn:extensionElements>""";

    private static final String MODEL = """
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="leiting">
              <bpmn:message id="started" name="probeStarted" />
              <bpmn:message id="cut" name="probeCut" />
              <bpmn:message id="asked" name="probeAsked" />
              <bpmn:message id="closed" name="probeClosed" />
              <bpmn:process id="engineProbe" name="试验" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start" />
                <bpmn:startEvent id="startByMessage">
                  <bpmn:messageEventDefinition id="d0" messageRef="started" />
                </bpmn:startEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="field" />
                <bpmn:sequenceFlow id="f2" sourceRef="startByMessage" targetRef="field" />
                <bpmn:subProcess id="field">
                  <bpmn:startEvent id="fieldStart" />
                  <bpmn:sequenceFlow id="f3" sourceRef="fieldStart" targetRef="userTask_work" />
                  <bpmn:userTask id="userTask_work" name="办理" camunda:candidateGroups="${group}">TASK</bpmn:userTask>
                  <bpmn:sequenceFlow id="f4" sourceRef="userTask_work" targetRef="fieldEnd" />
                  <bpmn:endEvent id="fieldEnd" />
                </bpmn:subProcess>
                <bpmn:boundaryEvent id="cutOff" attachedToRef="field">
                  <bpmn:messageEventDefinition id="d1" messageRef="cut" />
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="f5" sourceRef="cutOff" targetRef="userTask_cut" />
                <bpmn:userTask id="userTask_cut" name="截止" camunda:candidateGroups="${group}">TASK</bpmn:userTask>
                <bpmn:sequenceFlow id="f6" sourceRef="userTask_cut" targetRef="endCut" />
                <bpmn:endEvent id="endCut" />
                <bpmn:sequenceFlow id="f7" sourceRef="field" targetRef="userTask_review" />
                <bpmn:userTask id="userTask_review" name="审核" camunda:candidateGroups="deptCoordination">TASK</bpmn:userTask>
                <bpmn:boundaryEvent id="timer_date" cancelActivity="false" attachedToRef="userTask_review">
                  <bpmn:timerEventDefinition id="d2">
                    <bpmn:timeDate xsi:type="bpmn:tFormalExpression">${engineProbeProcess.at(execution.processBusinessKey)}</bpmn:timeDate>
                  </bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="f8" sourceRef="timer_date" targetRef="endDate" />
                <bpmn:endEvent id="endDate" />
                <bpmn:boundaryEvent id="timer_length" cancelActivity="false" attachedToRef="userTask_review">
                  <bpmn:timerEventDefinition id="d3">
                    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P900D</bpmn:timeDuration>
                  </bpmn:timerEventDefinition>
                </bpmn:boundaryEvent>
                <bpmn:sequenceFlow id="f9" sourceRef="timer_length" targetRef="endLength" />
                <bpmn:endEvent id="endLength" />
                <bpmn:sequenceFlow id="f10" sourceRef="userTask_review" targetRef="waits" />
                <bpmn:intermediateCatchEvent id="waits">
                  <bpmn:messageEventDefinition id="d4" messageRef="closed" />
                </bpmn:intermediateCatchEvent>
                <bpmn:sequenceFlow id="f11" sourceRef="waits" targetRef="end" />
                <bpmn:endEvent id="end" />
                <bpmn:subProcess id="asking" triggeredByEvent="true">
                  <bpmn:startEvent id="startAsking" isInterrupting="false">
                    <bpmn:messageEventDefinition id="d5" messageRef="asked" />
                  </bpmn:startEvent>
                  <bpmn:sequenceFlow id="f12" sourceRef="startAsking" targetRef="userTask_decide" />
                  <bpmn:userTask id="userTask_decide" name="决定" camunda:candidateGroups="leadLeader">TASK</bpmn:userTask>
                  <bpmn:sequenceFlow id="f13" sourceRef="userTask_decide" targetRef="endAsking" />
                  <bpmn:endEvent id="endAsking" />
                </bpmn:subProcess>
              </bpmn:process>
            </bpmn:definitions>""".replace("TASK", TASK);

    private final ProcessEngine engine;

    EngineProbe(ProcessEngine engine) {
        this.engine = engine;
    }

    /** Once: the same model again is no further version. */
    void deploy() {
        engine.getRepositoryService()
                .createDeployment()
                .name("EngineProbe")
                .addString("engineProbe.bpmn", MODEL)
                .enableDuplicateFiltering(true)
                .deploy();
    }

    ProcessInstance instance(String code) {
        return engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(code)
                .singleResult();
    }

    List<String> open(String code) {
        return engine.getTaskService().createTaskQuery().processInstanceBusinessKey(code).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    Task task(String code, String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(code)
                .taskDefinitionKey(key)
                .singleResult();
    }

    void complete(String code, String key) {
        engine.getTaskService().complete(task(code, key).getId());
    }

    Job timer(String code, String activity) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance(code).getId())
                .activityId(activity)
                .singleResult();
    }

    <T> T as(String user, List<String> groups, Supplier<T> question) {
        engine.getIdentityService().setAuthentication(user, groups);
        try {
            return question.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }
}
