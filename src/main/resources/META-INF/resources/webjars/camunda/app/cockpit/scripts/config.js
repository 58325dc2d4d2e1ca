export default {
  customScripts: ['../../../assets/webapps', '../../../assets/cockpit-squads']
};
