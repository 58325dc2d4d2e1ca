/* Breaks one rule at a time, and asks the phone and the server what they say to it. */
async task => {
  const {refusals} = await import('/assets/phone/rules.js');
  const time = await import('/assets/phone/time.js');
  const get = address => fetch(address).then(answer => answer.json());
  const [kit, tasks] = await Promise.all([get('/api/field/kit'), get('/api/field/tasks')]);
  await time.learn(kit.serverTime);
  const open = tasks.find(one => one.code === task);
  const point = open.points.find(stop => stop.kind === 'ROAD');
  const items = open.checklist.items.filter(item => !item.objectKinds.length || item.objectKinds.includes(point.kind));

  const sound = () => ({
    clientId: crypto.randomUUID(),
    squadTask: task,
    alsoServes: [],
    pointCode: point.code,
    startedAt: '2023-01-12T08:05:00+08:00',
    endedAt: '2023-01-12T08:15:00+08:00',
    legalClass: 'STREET_PATROL',
    officers: ['xujing1', 'xujing2'],
    auxiliaries: 0,
    certShown: true,
    recordingTold: true,
    gps: {lat: 31.18, lon: 121.27, accuracy: 12, datum: 'WGS84'},
    items: items.map(item => ({code: item.code, result: item.violationCode === 'VIO_STALL' ? 'PROBLEM' : 'OK'})),
    photos: [{sha256: 'a'.repeat(64), relation: 'WIDE'}, {sha256: 'b'.repeat(64), relation: 'CLOSE'}],
    findings: [{
      violationCode: 'VIO_STALL', partyUnknown: true, description: '占道设摊一处，已劝离现场。', disposition: 'ORDERED',
      educationGiven: true, educationKind: 'ORAL', orderDueOn: '2023-01-15', partySigned: 'SIGNED',
    }],
  });
  const finding = change => visit => Object.assign(visit.findings[0], change);
  const whole = change => visit => Object.assign(visit, change);
  const breaks = {
    'one officer': visit => visit.officers.pop(),
    'too many auxiliaries': whole({auxiliaries: 51}),
    'a short description': finding({description: '短'}),
    'no description': finding({description: ''}),
    'no disposition': finding({disposition: null}),
    'an order without a day': finding({orderDueOn: null}),
    'an order that is due too late': finding({orderDueOn: '2023-03-15'}),
    'an order that is due at once': finding({orderDueOn: '2023-01-12'}),
    'nobody educated': finding({educationGiven: false, educationKind: 'NONE'}),
    'educated by nobody': finding({
      disposition: 'EDUCATED', orderDueOn: null, educationGiven: false, educationKind: 'NONE', noEducationReason: '已离开',
    }),
    'no witness': finding({partySigned: 'ABSENT'}),
    'no photo': whole({photos: []}),
    'no close photo': visit => visit.photos.pop(),
    'no place': whole({gps: null}),
    'no certificate shown': whole({certShown: false}),
    'not said whether shown': whole({certShown: null}),
    'recording not told': whole({recordingTold: false}),
    'a code of a patrol': whole({inspectionCode: 'X1'}),
    'a source of a patrol': whole({triggerRef: 'X1'}),
    'no class': whole({legalClass: null}),
    'no start': whole({startedAt: null}),
    'to come': whole({startedAt: '2023-01-13T05:05:00+08:00', endedAt: null}),
    'before the window': whole({startedAt: '2023-01-10T12:05:00+08:00', endedAt: null}),
    'an end before the start': whole({endedAt: '2023-01-12T07:15:00+08:00'}),
    'an item left out': visit => visit.items.pop(),
    'a long remark': whole({remark: '字'.repeat(501)}),
    'a long camera number': whole({bodyCamRef: 'x'.repeat(101)}),
  };

  const said = [];
  for (const [name, broken] of Object.entries(breaks)) {
    const visit = {
      inspectionCode: null, triggerRef: null, bodyCamRef: null, gpsMissingReason: null, remark: null, ...sound(),
    };
    broken(visit);
    const scene = {...kit, task: open, others: [], point, items};
    const phone = refusals(visit, scene).find(refusal => !refusal.soft)?.message ?? 'nothing';
    const answer = await fetch('/api/field/inspections', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-LEITING-XSRF': document.cookie.match(/LEITING-XSRF=([^;]*)/)[1],
      },
      body: JSON.stringify(visit),
    });
    said.push({name, phone, status: answer.status, server: (await answer.json()).detail});
  }
  return said;
}
