export default {
  customScripts: ['../../../assets/webapps']
};
